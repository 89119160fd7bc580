// The page of a review: everything is in the HTML; the script joins drawing, rows and quotes (this file), zooms the drawing
// (html_page_drawing.js) and takes a reviewer's marks (html_page_marks.js). The three are one script in the page. It loads
// nothing, sends nothing, and builds no HTML from text: text goes in as text.
"use strict";

const page = (() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const byId = (id) => document.getElementById(id);
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];
    const things = (element) => (element.dataset.on ? element.dataset.on.split(" ") : []);
    const svg = byId("svg");
    const canvas = byId("canvas");

    function make(tag, properties, ...children) {
        const element = Object.assign(document.createElement(tag), properties);
        element.append(...children);
        return element;
    }

    function button(text, onclick, properties) {
        return make("button", { type: "button", onclick, ...properties }, text);
    }

    const status = make("p", { className: "unseen" });
    status.setAttribute("role", "status");
    document.body.append(status);

    // ---- what is selected

    const panel = byId("selection");
    const rows = all("#rows .row");
    const rowOf = (number) => byId(`row-${number}`);

    // The lit things of the drawing, in one place, so that clearing is exact.
    let lit = [];

    function light(elements) {
        for (const element of elements)
            if (element) {
                element.classList.add("on");
                lit.push(element);
            }
    }

    function clear() {
        for (const element of lit) element.classList.remove("on");
        lit = [];
        if (svg) {
            svg.classList.remove("selecting");
            byId("wires").replaceChildren();
        }
        for (const pressed of all('[data-loop][aria-pressed="true"]')) pressed.setAttribute("aria-pressed", "false");
        panel.hidden = true;
        panel.replaceChildren();
    }

    function show(title, ...content) {
        panel.replaceChildren(make("h3", {}, title), ...content);
        panel.hidden = false;
        panel.scrollTop = 0;
        status.textContent = panel.textContent.slice(0, 300);
    }

    // Brings what is lit in the drawing into view, without moving the page: into what neither the window's edge nor the
    // panel covers.
    function reveal(ids) {
        const boxes = ids.map(byId).filter((element) => element && svg && svg.contains(element));
        if (!boxes.length) return;
        const { left: viewLeft, right: viewRight, top: viewTop, bottom } = canvas.getBoundingClientRect();
        const covered = panel.hidden ? innerHeight : Math.min(innerHeight, panel.getBoundingClientRect().top);
        const frame = { left: viewLeft, right: viewRight, top: viewTop, bottom: Math.max(viewTop + 80, Math.min(bottom, covered)) };
        const around = boxes.map((element) => element.getBoundingClientRect());
        const edge = (pick, side) => pick(...around.map((r) => r[side]));
        const moved = (from, to, low, high) => {
            if (from >= low && to <= high) return 0;
            // What is larger than the view is shown from where it begins.
            return to - from > high - low ? from - low - 12 : (from + to - low - high) / 2;
        };
        canvas.scrollBy(
            moved(edge(Math.min, "left"), edge(Math.max, "right"), frame.left, frame.right),
            moved(edge(Math.min, "top"), edge(Math.max, "bottom"), frame.top, frame.bottom),
        );
    }

    function lightDrawing(ids) {
        if (!svg) return;
        light(ids.map(byId));
        svg.classList.toggle("selecting", ids.length > 0);
        // The ends of a lit arrow stay readable.
        for (const id of ids)
            if (id[0] === "a") {
                const at = 2 * Number(id.slice(1));
                light([byId(`b${data.arrows[at]}`), byId(`b${data.arrows[at + 1]}`)]);
            }
    }

    function count(n, one) {
        return `${n} ${one}${n === 1 ? "" : one === "box" ? "es" : "s"}`;
    }

    function selectRow(number) {
        const row = rowOf(number);
        const ids = things(row);
        clear();
        light([row]);
        light(all(`#quotes a[href="#row-${number}"]`).map((link) => link.closest("li")));
        lightDrawing(ids);
        const boxes = ids.filter((id) => id[0] === "b").length;
        const link = make("a", { href: `#row-${number}` }, data.rows[number].id);
        show(
            row.querySelector(".title").textContent,
            make("p", {}, link, ids.length
                ? ` rests on ${count(boxes, "box")} and ${count(ids.length - boxes, "arrow")} of the drawing.`
                : " rests on nothing that is drawn."),
        );
        reveal(ids);
    }

    function selectThing(id) {
        const entry = byId(id[0] === "b" ? `box-${id.slice(1)}` : `arrow-${id.slice(1)}`);
        if (!entry) return;
        clear();
        lightDrawing([id]);
        light(all(`.review [data-on~="${id}"]`));
        // A quoted line is about it where a row's evidence on that line is.
        for (const evidence of all(`.evidence li[data-on="${id}"] a.at`)) light([byId(evidence.getAttribute("href").slice(1))?.closest("li")]);
        const body = entry.querySelector(".body").cloneNode(true);
        const places = new Map();
        for (const link of all(`.evidence li[data-on="${id}"] a.at`)) places.set(link.getAttribute("href"), link);
        if (places.size) {
            const list = make("dd", {});
            for (const [href] of places) {
                const quote = byId(href.slice(1));
                list.append(
                    make("div", {}, make("a", { className: "at", href }, places.get(href).textContent), " ", quote.querySelector("q").cloneNode(true)),
                );
            }
            body.querySelector("dl").append(make("dt", {}, "Evidence"), list);
        }
        show(entry.querySelector("summary b").textContent, body);
        reveal([id]);
    }

    // ---- loops: what is there lights up; what is missing is wired to the hops before and after it

    function centre(element) {
        const box = element.getBBox();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2, bottom: box.y + box.height };
    }

    // To the box of a hop: of an arrow, the end that is nearer to what is missing.
    function wire(ghost, id, end) {
        const box = id[0] === "a" ? `b${data.arrows[2 * Number(id.slice(1)) + end]}` : id;
        const from = centre(ghost);
        const to = centre(byId(box));
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("class", "wire");
        path.setAttribute("d", `M${from.x} ${from.y - 16}Q${from.x} ${(from.y + to.y) / 2} ${to.x} ${to.bottom}`);
        byId("wires").append(path);
    }

    const signs = { true: "✔", weak: "?", false: "✘" };
    const words = { true: "found", weak: "probable", false: "missing" };

    function selectLoop(number) {
        const loop = data.loops[number];
        const found = loop.hops.filter((hop) => hop.value !== "false");
        const ids = [...new Set(found.flatMap((hop) => hop.on))];
        clear();
        lightDrawing(ids);
        for (const pressed of all(`button[data-loop="${number}"]`)) pressed.setAttribute("aria-pressed", "true");
        light(all(`div.loop[data-loop="${number}"]`));
        loop.hops.forEach((hop, at) => {
            const ghost = hop.ghost === undefined ? null : byId(`g${hop.ghost}`);
            if (!ghost) return;
            light([ghost]);
            const before = loop.hops.slice(0, at).findLast((other) => other.on.length);
            const after = loop.hops.slice(at + 1).find((other) => other.on.length);
            if (before) wire(ghost, before.on.at(-1), 1);
            if (after) wire(ghost, after.on[0], 0);
        });
        if (svg) svg.classList.add("selecting");
        const list = make("ol", { className: "hops" });
        for (const hop of loop.hops) {
            const sign = make("span", { className: `sign ${words[hop.value]}` }, signs[hop.value]);
            list.append(make("li", {}, sign, hop.title, make("span", { className: "unseen" }, `: ${words[hop.value]}`)));
        }
        show(loop.title, list);
        reveal(ids);
    }

    // ---- clicks and keys

    function follow(event) {
        const link = event.target.closest("a[href^='#']");
        if (!link) return;
        const [, kind, number] = /^#([a-z]+)-(\d+)$/.exec(link.getAttribute("href")) ?? [];
        if (kind === "row") {
            const row = rowOf(number);
            all(".filtered", byId("rows")).forEach((other) => other === row && other.classList.remove("filtered"));
            row.open = true;
            selectRow(number);
        } else if ((kind === "box" || kind === "arrow") && svg) {
            event.preventDefault();
            selectThing(`${kind[0]}${number}`);
        } else if (kind === "box" || kind === "arrow") {
            byId(`${kind}-${number}`).open = true;
        } else if (kind === "q") {
            light([byId(`q-${number}`)]);
        }
    }

    document.addEventListener("click", follow);

    for (const row of rows)
        row.firstElementChild.addEventListener("click", () => selectRow(row.id.slice(4)));
    for (const entry of all(".thing"))
        entry.firstElementChild.addEventListener("click", () => selectThing(entry.dataset.on));
    // Evidence, parts, flags … point into the drawing where they are clicked beside their links.
    document.addEventListener("click", (event) => {
        const item = event.target.closest(".evidence li[data-on], .item[data-on]");
        if (!item || event.target.closest("a, button, input, textarea, label")) return;
        clear();
        light([item]);
        lightDrawing(things(item));
        reveal(things(item));
    });

    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.target.matches("input, textarea")) clear();
    });

    return { data, byId, all, make, button, count, rows, rowOf, centre, clear, reveal, selectLoop };
})();
