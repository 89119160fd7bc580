// Rows: which are shown and open; and a reviewer's marks, which leave the page as adjustments.yaml alone.
(() => {
    const { data, byId, all, make, button, count, rows, rowOf } = page;
    if (!rows.length) return; // a candidate sees none

    // ---- rows: open, filter

    const filters = {
        "All rows": () => true,
        "Lost points": (row) => row.querySelector(".lost"),
        "Marked": (row) => row.classList.contains("marked"),
    };

    function filter(name) {
        for (const row of rows) row.classList.toggle("filtered", !filters[name](row));
        for (const pressed of all("[data-filter]")) pressed.setAttribute("aria-pressed", String(pressed.dataset.filter === name));
    }

    const rowTools = byId("row-tools");
    for (const name of Object.keys(filters)) {
        const pressed = button(name, () => filter(name));
        pressed.dataset.filter = name;
        rowTools.append(pressed);
    }
    rowTools.append(
        button("Open all", () => rows.forEach((row) => (row.open = true))),
        button("Close all", () => rows.forEach((row) => (row.open = false))),
    );
    rowTools.hidden = false;
    filter("All rows");

    let closed = [];
    addEventListener("beforeprint", () => {
        closed = all("#rows details:not([open])");
        for (const row of closed) row.open = true;
    });
    addEventListener("afterprint", () => {
        for (const row of closed) row.open = false;
    });

    // ---- a reviewer's marks

    const key = `grade ${data.review.digest} ${data.pack.hash}`;
    let marks = { reviewer: "", rows: {}, questions: {} };

    // Some browsers refuse storage to files: then the marks live as long as the page.
    try {
        const kept = JSON.parse(localStorage.getItem(key));
        if (kept && kept.rows && kept.questions) marks = kept;
    } catch {
        /* nothing was kept */
    }

    function keep() {
        try {
            localStorage.setItem(key, JSON.stringify(marks));
        } catch {
            /* nor can it be */
        }
        showMarks();
    }

    const marked = (number) => marks.rows[number] && (marks.rows[number].level !== null || marks.rows[number].why.trim() !== "");
    const markedRows = () => Object.keys(marks.rows).map(Number).filter(marked).sort((a, b) => a - b);
    const asked = () => Object.keys(marks.questions).map(Number).filter((i) => marks.questions[i]).sort((a, b) => a - b);

    // A double-quoted YAML scalar. JSON's are, but for a few characters that YAML wants escaped, and half characters.
    function scalar(text) {
        return JSON.stringify(String(text).toWellFormed()).replace(
            /[\u007f-\u009f\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g,
            (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
        );
    }

    const optional = (text) => (text === null ? "null" : scalar(text));

    function adjustments() {
        const lines = [
            "# Marks of a reviewer on a review by grade. Apply them with: grade --adjustments adjustments.yaml SUBMISSION",
            "adjustments: 1",
            `grade: ${scalar(data.grade)}`,
            "review:",
            `  source: ${optional(data.review.source)}`,
            `  commit: ${optional(data.review.commit)}`,
            `  digest: ${optional(data.review.digest)}`,
            "pack:",
            `  name: ${scalar(data.pack.name)}`,
            `  version: ${scalar(data.pack.version)}`,
            `  hash: ${scalar(data.pack.hash)}`,
            `reviewer: ${scalar(marks.reviewer.trim())}`,
            `date: ${scalar(new Date().toISOString().slice(0, 10))}`,
        ];
        const rowLines = markedRows().flatMap((number) => {
            const mark = marks.rows[number];
            return [
                `  - id: ${scalar(data.rows[number].id)}`,
                ...(mark.level === null ? [] : [`    level: ${mark.level}`]),
                `    was: ${data.rows[number].level}`,
                `    why: ${scalar(mark.why.trim())}`,
            ];
        });
        const questionLines = asked().flatMap((number) => [
            `  - text: ${scalar(data.questions[number].text)}`,
            `    because: ${optional(data.questions[number].because)}`,
            "    asked: true",
        ]);
        lines.push(...(rowLines.length ? ["rows:", ...rowLines] : ["rows: []"]));
        lines.push(...(questionLines.length ? ["questions:", ...questionLines] : ["questions: []"]));
        return `${lines.join("\n")}\n`;
    }

    const summary = make("span", {});
    const reviewer = make("input", { type: "text", id: "reviewer", maxLength: 200, value: marks.reviewer, autocomplete: "name" });
    const complaint = make("span", { className: "complaint" });
    complaint.setAttribute("role", "alert");
    reviewer.oninput = () => {
        marks.reviewer = reviewer.value;
        keep();
    };

    function download() {
        const bare = markedRows().find((number) => marks.rows[number].why.trim() === "");
        if (bare !== undefined) {
            complaint.textContent = `${data.rows[bare].id} needs a reason.`;
            rowOf(bare).open = true;
            addMark(rowOf(bare));
            byId(`why-${bare}`).focus();
            return;
        }
        if (marks.reviewer.trim() === "") {
            complaint.textContent = "Your name, please: marks are somebody's.";
            reviewer.focus();
            return;
        }
        complaint.textContent = "";
        const url = URL.createObjectURL(new Blob([adjustments()], { type: "application/yaml" }));
        make("a", { href: url, download: "adjustments.yaml" }).click();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
    }

    function forget() {
        marks = { reviewer: marks.reviewer, rows: {}, questions: {} };
        for (const mark of all(".mark")) {
            mark.closest("details").dataset.marking = "";
            mark.remove();
        }
        for (const row of rows) if (row.open) addMark(row);
        for (const box of all(".questions input")) box.checked = false;
        keep();
    }

    byId("marks").append(
        summary,
        make("label", {}, "Reviewer ", reviewer),
        button("Download adjustments", download, { id: "download" }),
        button("Forget them", forget),
        complaint,
    );

    function showMarks() {
        const changed = markedRows().length;
        const ticked = asked().length;
        byId("marks").hidden = changed + ticked === 0;
        summary.textContent = `Your marks: ${count(changed, "row")}, ${count(ticked, "question")}`;
        rows.forEach((row) => row.classList.toggle("marked", Boolean(marked(row.id.slice(4)))));
    }

    // The form of a row is made when it is first opened: most never are.
    function addMark(row) {
        const number = Number(row.id.slice(4));
        if (row.dataset.marking === "yes") return;
        row.dataset.marking = "yes";
        const mark = marks.rows[number] ?? { level: null, why: "" };
        const change = () => {
            marks.rows[number] = mark;
            complaint.textContent = "";
            keep();
        };
        const levels = [null, 0, 1, 2, 3].map((level) => {
            const radio = make("input", { type: "radio", name: `level-${number}`, checked: mark.level === level });
            radio.onchange = () => {
                mark.level = level;
                change();
            };
            return make("label", {}, radio, level === null ? ` as graded (${data.rows[number].level})` : ` ${level}`);
        });
        const why = make("textarea", { id: `why-${number}`, maxLength: 4000, value: mark.why });
        why.oninput = () => {
            mark.why = why.value;
            change();
        };
        row.querySelector(".body").append(
            make("fieldset", { className: "mark" }, make("legend", {}, "Your level"), ...levels, make("label", { className: "why" }, "Why", why)),
        );
    }

    for (const row of rows) row.addEventListener("toggle", () => row.open && addMark(row));
    for (const question of all("[data-question]")) {
        const number = question.dataset.question;
        const box = make("input", { type: "checkbox", checked: Boolean(marks.questions[number]) });
        box.onchange = () => {
            marks.questions[number] = box.checked;
            keep();
        };
        question.append(make("label", { className: "asked" }, box, " asked"));
    }
    showMarks();
})();
