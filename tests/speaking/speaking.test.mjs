// What each consumer makes of the reports of a hostile submission: only its own visible text. run.sh writes the reports.
// usage: FOLDER names the folder of reports, FILES the names of the submission's files, one a line
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "./runner.mjs";

const folder = process.env.FOLDER;
const files = process.env.FILES.split("\n");
const read = (name) => readFileSync(join(folder, name), "utf8");

test("the parser of the runner's rules finds commands", () => {
    assert.deepEqual(commands("  ::error file=a%2Cb,line=3::x%0Ay").found,
                     [{ name: "error", data: "x\ny", properties: { file: "a,b", line: "3" } }]);
    assert.equal(commands("text ##[error]x").found[0].name, "error");
    assert.equal(commands("::stop-commands::t\n::error::x\n::t::\n::notice::y").found.length, 2);
    assert.ok(commands("::stop-commands::t").open);
    assert.equal(commands("text ::error::x").found.length, 0);
});

for (const name of ["terminal", "markdown", "json", "junit", "sarif", "tree"])
    test(`${name} holds no command for a runner`, () => {
        assert.deepEqual(commands(read(name)).found, []);
    });

test("annotations are the program's own", () => {
    const { found, open } = commands(read("github"));
    assert.ok(!open);
    assert.equal(found[0].name, "stop-commands");
    const annotations = found.slice(1);
    assert.ok(annotations.length > 5);
    const order = ["error", "warning", "notice"];
    let rank = 0;
    for (const { name, data, properties } of annotations) {
        assert.ok(order.includes(name), name);
        assert.ok(order.indexOf(name) >= rank, "errors first");
        rank = order.indexOf(name);
        assert.ok(!/[\r\n]/.test(data), "one line");
        assert.deepEqual(Object.keys(properties).filter((key) => !["file", "line", "title"].includes(key)), []);
        if (properties.file) assert.ok(files.includes(properties.file), `no such file: ${properties.file}`);
    }
    for (const name of order) assert.ok(annotations.filter((a) => a.name === name).length <= 10, `over ten: ${name}`);
    assert.match(annotations.at(-1).data, /^\d+ more in the report$/);
});

test("the fence is not a word of the text", () => {
    const lines = read("github").split("\n");
    const token = /^::stop-commands::([0-9a-f]{32})$/.exec(lines[0])[1];
    assert.equal(lines.filter((line) => line.includes(token)).length, 2);
});

test("Markdown shows text and does nothing", () => {
    const html = read("markdown.html");
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map((m) => m[1].toLowerCase()));
    for (const tag of tags)
        assert.ok(["h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "table", "thead", "tbody", "tr", "th", "td"]
            .includes(tag), `<${tag}>`);
    assert.ok(!/<!--/.test(html));
    // What a forge looks for in the text once Markdown is done: everything outside of code.
    const text = html.replace(/<code>[^]*?<\/code>/g, "").replace(/<[^>]*>/g, "")
        .replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
    for (const acts of [/@[a-z0-9]/i, /#\d/, /\bGH-\d/i, /:[a-z0-9_+-]+:/, /https?:/, /www\./, /\b[0-9a-f]{7,40}\b/, /![0-9]/, /\$[^ ]/])
        assert.ok(!acts.test(text), `${acts} in ${acts.exec(text)?.[0]}`);
});

test("tables of the Markdown keep their columns", () => {
    const html = read("markdown.html");
    for (const table of html.match(/<table>[^]*?<\/table>/g)) {
        const columns = (table.match(/<th[ >]/g) ?? []).length;
        for (const row of table.match(/<tr>[^]*?<\/tr>/g).slice(1))
            assert.equal((row.match(/<td[ >]/g) ?? []).length, columns, row);
    }
});

test("the candidate's words are still there to be read", () => {
    for (const name of ["terminal", "markdown.html", "junit"]) {
        const text = (name === "terminal" ? read(name) : read(name).replace(/<\/?[a-z][^>]*>/g, "")).replaceAll("&lt;", "<").replaceAll("&gt;", ">")
            .replaceAll("&amp;", "&").replaceAll("&#96;", "`").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
        // Long lines wrap in a terminal, and each word of Markdown stands alone.
        for (const word of ["</script><img", "@someone", "]]>", "-->"])
            assert.ok(text.includes(word), `${name} lost ${word}`);
    }
});

for (const name of ["terminal", "markdown", "json", "junit", "sarif", "github", "tree"])
    test(`${name} holds nothing that is not seen`, () => {
        const hidden = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|[\u{e0000}-\u{e007f}]/u;
        assert.ok(!hidden.test(read(name)), JSON.stringify(hidden.exec(read(name))));
    });

test("what is not seen is named", () => {
    const ids = JSON.parse(read("json")).diagnostics.map((d) => d.id);
    assert.ok(ids.includes("text-hidden"));
    assert.ok(ids.includes("text-look-alike"));
});

test("an anonymous review names nobody", () => {
    for (const name of ["terminal", "markdown", "json", "junit", "sarif", "github"]) {
        const text = read(`anonymous-${name}`);
        for (const word of [/\bada\b/i, /lovelace/i, /evil\.example/i, /@someone/, /github\.com/])
            assert.ok(!word.test(text), `${name}: ${word.exec(text)?.[0]} in ${text.slice(Math.max(0, text.search(word) - 60), text.search(word) + 60)}`);
    }
});

test("a candidate's review has no level, gate, flag or question", () => {
    const review = JSON.parse(read("candidate-json"));
    for (const key of ["criteria", "gates", "flags", "predicates", "smells", "loops", "questions", "roles", "maturity", "lints", "said", "ignored"])
        assert.deepEqual(review[key], [], key);
    assert.equal(review.score.total, null);
    for (const check of review.checks) assert.ok(!check.bound || check.arithmetic === null);
    assert.ok(review.hints.length > 0);
    for (const hint of review.hints) assert.ok(read("candidate-terminal").includes(hint.split(" ").slice(0, 3).join(" ")), hint);
    const whole = JSON.parse(read("json"));
    for (const name of ["terminal", "markdown", "json", "junit", "sarif", "github"]) {
        const text = read(`candidate-${name}`);
        for (const row of whole.criteria)
            assert.ok(!text.includes(row.id), `${name} names ${row.id}`);
    }
});
