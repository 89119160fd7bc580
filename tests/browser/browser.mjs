// The HTML report in a real browser: what is drawn, clicked, typed, printed and read out. Run by run.sh.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { chromium } from "playwright-core";
import { parse } from "yaml";
import { forCandidate, pages, root, tooLarge } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;

before(async () => {
    // Without its own sandbox: this may run as root, and opens nothing but files that were just made.
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

// Opens a page and holds it to this: no error, no message, no request but for the file itself.
async function open(t, page, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
    const tab = await context.newPage();
    const complaints = [];
    tab.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    tab.on("pageerror", (error) => complaints.push(error.message));
    tab.on("dialog", (dialog) => complaints.push(dialog.message()));
    tab.on("request", (request) => {
        if (request.url() !== page.url && !request.url().startsWith("blob:")) complaints.push(`request: ${request.url()}`);
    });
    await tab.goto(page.url);
    t.after(async () => {
        await context.close();
        assert.deepEqual(complaints, []);
    });
    return tab;
}

const lit = (tab, selector) => tab.locator(`${selector}.on`).count();

for (const page of Object.values(pages))
    test(`${page.name}: opens, the drawing can be seen, every link leads somewhere`, async (t) => {
        const tab = await open(t, page);
        const drawing = await tab.locator("#svg").boundingBox();
        assert.ok(drawing.width > 100 && drawing.height > 50);
        assert.ok(await tab.locator("#svg .box").count() >= 2);
        assert.ok(await tab.locator("#svg .box").first().isVisible());
        const lost = await tab.evaluate(() => [...document.querySelectorAll("[href^='#']")]
            .map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
        assert.deepEqual([...new Set(lost)], []);
        const twice = await tab.evaluate(() => [...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i));
        assert.deepEqual(twice, []);
        const pointless = await tab.evaluate(() => [...document.querySelectorAll("[data-on]")]
            .flatMap((e) => e.dataset.on.split(" ")).filter((id) => !document.getElementById(id)));
        assert.deepEqual(pointless, []);
        assert.ok(statSync(page.file).size < 1e6, "under 1 MB");
    });

test("the policy admits the style sheet and the script by their hashes, and nothing else", () => {
    const html = readFileSync(pages.weak.file, "utf8");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
    const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const style = /<style>([^]*?)<\/style>/.exec(html)[1];
    const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)];
    assert.equal(scripts.length, 1);
    assert.equal(policy, `default-src 'none'; script-src ${hash(scripts[0][1])}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`);
});

test("a box lights up its rows and quotes, a row its boxes, by mouse", async (t) => {
    const tab = await open(t, pages.strong);
    const box = tab.locator("#svg .box", { hasText: "backbone" });
    await box.click();
    const id = await box.getAttribute("id");
    assert.equal(await lit(tab, "#svg .box"), 1);
    assert.ok(await lit(tab, "#rows .row") > 2);
    assert.ok(await lit(tab, "#quotes li") > 0);
    const panel = tab.locator("#selection");
    assert.match(await panel.innerText(), /^backbone/);
    assert.match(await panel.innerText(), /event stream/);
    assert.match(await panel.innerText(), /architecture\.yaml:76/);
    assert.match(await panel.innerText(), /Redpanda/);

    // The other way: a row that the panel names.
    const link = panel.locator("dd a[href^='#row-']").first();
    const row = tab.locator(await link.getAttribute("href"));
    await link.click();
    assert.ok(await row.evaluate((element) => element.open && element.classList.contains("on")));
    assert.ok((await tab.locator("#svg .box.on").evaluateAll((all) => all.map((e) => e.id))).includes(id));
    assert.match(await panel.innerText(), /rests on \d+ boxe?s? and \d+ arrows? of the drawing/);

    // A row's own heading does the same.
    await tab.locator("#row-0 summary").click();
    assert.ok(await lit(tab, "#svg .box") >= 4);
    assert.ok(await lit(tab, "#svg .arrow") >= 3);
    assert.ok(await lit(tab, "#quotes li") >= 3);
    await tab.keyboard.press("Escape");
    assert.equal(await tab.locator(".on").count(), 0);
    assert.ok(await panel.isHidden());
});

test("an arrow tells what it is, by mouse and from its box", async (t) => {
    const tab = await open(t, pages.twoDiagrams);
    const arrow = tab.locator("#svg .arrow").first();
    // Beside the thin line, where nobody hits it exactly.
    const at = await arrow.locator(".near").evaluate((path) => {
        const middle = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
        return { x: middle.x + 2, y: middle.y + 2 };
    });
    await tab.mouse.click(at.x, at.y);
    assert.equal(await tab.locator("#svg .arrow.on").getAttribute("id"), "a0");
    assert.equal(await lit(tab, "#svg .box"), 2);
    assert.match(await tab.locator("#selection").innerText(), /→[^]*online\.dot:\d+/);
    await tab.locator("#selection a[href^='#box-']").first().click();
    assert.equal(await lit(tab, "#svg .box"), 1);
    await tab.locator("#selection a[href^='#arrow-']").first().click();
    assert.equal(await lit(tab, "#svg .arrow"), 1);
});

test("all of that by keyboard alone", async (t) => {
    const tab = await open(t, pages.strong);
    await tab.locator("#canvas").focus();
    await tab.keyboard.press("Tab");
    const focused = () => tab.evaluate(() => document.activeElement.id);
    const first = await focused();
    assert.match(first, /^b\d+$/);
    const tried = [];
    for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
        await tab.keyboard.press(key);
        tried.push(await focused());
    }
    assert.ok(new Set(tried).size > 1, "arrow keys go from box to box");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.locator("#svg .box.on").getAttribute("id"), await focused());
    // On to the panel: the next stop is its first link.
    await tab.keyboard.press("Tab");
    assert.ok(await tab.evaluate(() => document.getElementById("selection").contains(document.activeElement)));
    await tab.keyboard.press("Enter");
    assert.ok(await tab.locator("#selection").isVisible());
    await tab.locator("#row-0 summary").focus();
    await tab.keyboard.press("Enter");
    assert.ok(await tab.locator("#row-0").evaluate((row) => row.open && row.classList.contains("on")));
    await tab.keyboard.press("Escape");
    assert.equal(await tab.locator(".on").count(), 0);
});

test("a loop lights up its hops and joins what is missing to them", async (t) => {
    const tab = await open(t, pages.twoDiagrams);
    const button = tab.getByRole("button", { name: /^Training \d/ });
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.ok(await lit(tab, "#svg .box") > 0);
    const missing = await tab.locator("#selection .sign.missing").count();
    assert.equal(missing, 2);
    assert.equal(await lit(tab, "#svg .ghost"), missing);
    assert.ok(await tab.locator("#wires path").count() >= missing);
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    assert.equal(await tab.locator("#wires path").count(), 0);
    assert.equal(await tab.locator(".on").count(), 0);
});

test("the drawing grows, shrinks, fits and is dragged", async (t) => {
    const tab = await open(t, pages.strong);
    const width = () => tab.locator("#svg").evaluate((svg) => svg.getBoundingClientRect().width);
    const start = await width();
    await tab.getByRole("button", { name: "Zoom in" }).click();
    assert.ok(Math.abs((await width()) / start - 1.25) < 0.02);
    await tab.locator("#canvas").focus();
    await tab.keyboard.press("-");
    assert.ok(Math.abs((await width()) / start - 1) < 0.02);
    await tab.getByRole("button", { name: "Fit" }).click();
    assert.ok(await tab.locator("#canvas").evaluate((canvas) => canvas.scrollWidth <= canvas.clientWidth && canvas.scrollHeight <= canvas.clientHeight + 1));
    for (let i = 0; i < 6; i++) await tab.getByRole("button", { name: "Zoom in" }).click();
    const frame = await tab.locator("#canvas").boundingBox();
    const scrolled = () => tab.locator("#canvas").evaluate((canvas) => canvas.scrollLeft);
    const from = await scrolled();
    await tab.mouse.move(frame.x + 300, frame.y + 200);
    await tab.mouse.down();
    await tab.mouse.move(frame.x + 250, frame.y + 180, { steps: 4 });
    await tab.mouse.up();
    assert.ok(Math.abs((await scrolled()) - from - 50) <= 2);
    assert.equal(await tab.locator(".on").count(), 0, "a drag selects nothing");
});

test("marks: levels, reasons and questions become adjustments.yaml, whatever is typed", async (t) => {
    const tab = await open(t, pages.weak);
    const why = "quotes \" ' and \\ : # - [x] {y} *a &b !c |\nsecond line\ttab \u0085 \u2028 \u{1F600} \u202E </script> \uFEFF \u007F \uD800 end";
    assert.ok(await tab.locator("#marks").isHidden());
    await tab.locator("#row-0 summary").click();
    await tab.locator("#row-0").getByLabel("2", { exact: true }).check();
    assert.ok(await tab.locator("#marks").isVisible());

    // A mark without a reason, or nobody's, is not handed out.
    await tab.locator("#download").click();
    assert.match(await tab.locator(".complaint").innerText(), /needs a reason/);
    await tab.locator("#why-0").fill(why);
    await tab.locator("#download").click();
    assert.match(await tab.locator(".complaint").innerText(), /name/);
    await tab.getByLabel("Reviewer").fill("Ada: \"the\" reviewer");
    await tab.locator("#row-3 summary").click();
    await tab.locator("#why-3").fill("only a comment");
    await tab.locator("[data-question='1']").getByLabel("asked").check();

    const coming = tab.waitForEvent("download");
    await tab.locator("#download").click();
    const download = await coming;
    assert.equal(download.suggestedFilename(), "adjustments.yaml");
    const text = readFileSync(await download.path(), "utf8");
    const got = parse(text);
    const data = JSON.parse(await tab.locator("#data").textContent());
    const valid = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
        JSON.parse(readFileSync(join(root, "schemas/adjustments.schema.json"), "utf8")));
    assert.ok(valid(got), JSON.stringify(valid.errors));
    assert.equal(got.reviewer, "Ada: \"the\" reviewer");
    assert.equal(got.pack.hash, data.pack.hash);
    assert.equal(got.review.digest, data.review.digest);
    assert.deepEqual(got.rows, [
        { id: data.rows[0].id, level: 2, was: data.rows[0].level, why: why.replace("\uD800", "\uFFFD") },
        { id: data.rows[3].id, was: data.rows[3].level, why: "only a comment" },
    ]);
    assert.deepEqual(got.questions, [{ ...data.questions[1], asked: true }]);
    assert.ok(!/[\u007f-\u009f\u2028\ufeff\ud800-\udbff](?![\udc00-\udfff])/.test(text), "nothing that YAML wants escaped is bare");

    // They outlive the page, and can be forgotten.
    await tab.reload();
    assert.ok(await tab.locator("#marks").isVisible());
    await tab.locator("#row-0 summary").click();
    assert.ok(await tab.locator("#row-0").getByLabel("2", { exact: true }).isChecked());
    await tab.getByRole("button", { name: "Forget them" }).click();
    assert.ok(await tab.locator("#marks").isHidden());
    assert.ok(await tab.locator("#row-0").getByLabel(/as graded/).isChecked());
});

test("the schema refuses adjustments that nobody signed, gave no reason for, or that are of nothing", () => {
    const valid = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
        JSON.parse(readFileSync(join(root, "schemas/adjustments.schema.json"), "utf8")));
    const good = () => ({
        adjustments: 1, review: { commit: null, digest: "0123456789abcdef" },
        pack: { name: "p", version: "1", hash: "0123456789abcdef" }, reviewer: "Ada", date: "2026-01-31",
        rows: [{ id: "COMP-01", level: 2, why: "because" }],
    });
    assert.ok(valid(good()), JSON.stringify(valid.errors));
    for (const spoil of [
        (a) => (a.adjustments = 2), (a) => (a.reviewer = ""), (a) => (a.review.digest = null), (a) => (a.rows[0].level = 4),
        (a) => delete a.rows[0].why, (a) => (a.rows[0].why = ""), (a) => (a.date = "yesterday"), (a) => (a.more = 1),
        (a) => delete a.pack.hash, (a) => (a.questions = [{ text: "?", asked: "yes" }]),
    ]) {
        const bad = good();
        spoil(bad);
        assert.ok(!valid(bad), spoil.toString());
    }
});

test("the adjustments in the manual are as the schema says", () => {
    const [, example] = /```yaml\n([^]*?)```/.exec(readFileSync(join(root, "docs/reviewing.md"), "utf8"));
    const valid = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
        JSON.parse(readFileSync(join(root, "schemas/adjustments.schema.json"), "utf8")));
    assert.ok(valid(parse(example)), JSON.stringify(valid.errors));
});

test("rows are filtered, opened and closed", async (t) => {
    const tab = await open(t, pages.strong);
    const visible = () => tab.locator("#rows .row:visible").count();
    const all = await visible();
    await tab.getByRole("button", { name: "Lost points" }).click();
    const lost = await visible();
    assert.ok(lost > 0 && lost < all);
    await tab.getByRole("button", { name: "All rows" }).click();
    assert.equal(await visible(), all);
    await tab.getByRole("button", { name: "Open all" }).click();
    assert.equal(await tab.locator("#rows .row[open]").count(), all);
    await tab.getByRole("button", { name: "Close all" }).click();
    assert.equal(await tab.locator("#rows .row[open]").count(), 0);
});

test("without the script everything can be read", async (t) => {
    const tab = await open(t, pages.weak, { javaScriptEnabled: false });
    assert.ok(await tab.locator("#svg .box").first().isVisible());
    assert.ok(await tab.locator("#rows .row").count() > 30);
    for (const hidden of ["#drawing-tools", "#loop-tools", "#row-tools", "#marks", "#selection"])
        assert.ok(await tab.locator(hidden).isHidden());
    await tab.locator("#row-0 summary").click();
    assert.ok(await tab.locator("#row-0 .evidence").isVisible());
    await tab.locator("#svg .box").first().click();
    assert.match(tab.url(), /#box-\d+$/);
});

for (const javaScriptEnabled of [true, false])
    test(`prints on A4 with all rows open, ${javaScriptEnabled ? "with" : "without"} the script`, async (t) => {
        const tab = await open(t, pages.weak, { javaScriptEnabled, colorScheme: "dark" });
        const pdf = await tab.pdf({ preferCSSPageSize: true });
        assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
        const sizes = [...pdf.toString("latin1").matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map((box) => box[1].trim().split(/\s+/).map(Number));
        assert.ok(sizes.length > 3 && sizes.length < 40);
        for (const [, , width, height] of sizes) assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2);
        await tab.emulateMedia({ media: "print" });
        assert.ok((await tab.locator("#row-0 .body").boundingBox()).height > 20);
        assert.ok(await tab.locator("nav").isHidden());
        if (javaScriptEnabled) // dark is for screens
            assert.equal(await tab.evaluate(() => getComputedStyle(document.body).color), "rgb(27, 31, 36)");
    });

for (const colorScheme of ["light", "dark"])
    for (const page of [pages.strong, pages.weak, pages.gaming])
        test(`${page.name}, ${colorScheme}: axe finds nothing serious`, async (t) => {
            const tab = await open(t, page, { colorScheme });
            const check = async (state) => {
                const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
                const bad = violations.filter((v) => ["serious", "critical"].includes(v.impact))
                    .map((v) => `${state}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target).join(" | ")}`);
                assert.deepEqual(bad, []);
            };
            await tab.evaluate(axe);
            await check("as it opens");
            if (page !== pages.weak) return;
            await tab.getByRole("button", { name: "Open all" }).click();
            await tab.locator("#row-0").getByLabel("2", { exact: true }).check();
            await tab.locator("#svg .box").first().click();
            await check("in use");
            await tab.setViewportSize({ width: 390, height: 800 });
            await check("narrow");
        });

test("narrow: nothing is wider than the window", async (t) => {
    const tab = await open(t, pages.strong, { viewport: { width: 360, height: 740 } });
    await tab.getByRole("button", { name: "Open all" }).click();
    await tab.locator("#svg .box").first().click();
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test("somebody's markup is text", async (t) => {
    const tab = await open(t, pages.hostile);
    assert.ok(!(await tab.title()).includes("ran"));
    assert.equal(await tab.locator("img").count(), 0);
    assert.equal(await tab.locator("script").count(), 2);
    const box = tab.locator("#svg .box", { hasText: "event stream" }).first();
    assert.ok((await box.locator("title").textContent()).includes("</script><script>"));
    await box.click();
    assert.ok((await tab.locator("#selection h3").textContent()).includes("<img src=x onerror="));
    assert.equal(await tab.locator("#selection img").count(), 0);
});

test("300 boxes and 450 arrows: under 1 MB, ready in under a second, and it answers", async (t) => {
    assert.ok(statSync(pages.large.file).size < 1e6);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    t.after(() => context.close());
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    // Processor time of the page's thread, not the clock: other programs run beside a test.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await tab.goto(pages.large.url);
    const { metrics } = await session.send("Performance.getMetrics");
    const seconds = metrics.find((metric) => metric.name === "TaskDuration").value;
    t.diagnostic(`${seconds.toFixed(2)} s of processor time, ${(statSync(pages.large.file).size / 1000).toFixed(0)} kB`);
    assert.ok(seconds > 0 && seconds < 1, `${seconds} s`);
    assert.equal(await tab.locator("#svg .box").count(), 300);
    assert.equal(await tab.locator("#svg .arrow").count(), 450);
    await tab.locator("#svg .box").nth(150).dispatchEvent("click");
    assert.equal(await lit(tab, "#svg .box"), 1);
});

test("what is too large to draw is in the lists, and the rest works", async (t) => {
    const tab = await open(t, tooLarge);
    assert.match(await tab.locator("#drawing .none").innerText(), /401 boxes and 402 arrows could not be laid out/);
    assert.equal(await tab.locator("#svg").count(), 0);
    assert.equal(await tab.locator("#boxes .thing").count(), 401);
    await tab.locator("#row-0 summary").click();
    assert.ok(await lit(tab, "#rows .row") === 1 && await lit(tab, "#quotes li") > 0);
    await tab.locator("#box-7 summary").click();
    assert.ok(await tab.locator("#box-7 .body").isVisible());
    await tab.locator("#box-7 a[href^='#arrow-']").first().click();
    assert.ok(await tab.locator("#arrows .thing[open]").count() === 1);
});

test("a candidate's page: the drawing and hints, no rows, nothing to mark", async (t) => {
    const tab = await open(t, forCandidate);
    await tab.locator("#svg .box", { hasText: "backbone" }).click();
    assert.match(await tab.locator("#selection").innerText(), /backbone[^]*architecture\.yaml:76/);
    assert.ok(!/event stream/.test(await tab.locator("#selection").innerText()));
    assert.ok(await tab.locator("#hints li").count() > 2);
    assert.equal(await tab.locator("#rows, #flags, #questions, #loops, .mark").count(), 0);
    assert.ok(await tab.locator("#marks").isHidden());
});

// The picture of docs/reviewing.md, made anew; to change the one in docs/, copy it there.
test("the picture for the manual", async (t) => {
    const tab = await open(t, pages.twoDiagrams, { viewport: { width: 1280, height: 800 } });
    await tab.getByRole("button", { name: /^Training \d/ }).click();
    const picture = await tab.screenshot({ path: join(process.env.PAGES, "reviewing.png") });
    const kept = readFileSync(join(root, "docs/reviewing.png"));
    assert.ok(kept.length < 200 * 1024);
    assert.deepEqual(kept.subarray(0, 24), picture.subarray(0, 24), "a PNG of the same size");
});
