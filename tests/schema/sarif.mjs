// What `grade --format sarif` writes is SARIF 2.1.0, by the schema of the standard as @microsoft/jest-sarif ships it, and
// keeps what code scanning asks for besides. Run by run.sh, which names the program in GRADE.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const grade = process.env.GRADE;
assert.ok(grade, "GRADE names the program");

// The schema is of draft 4, whose words for an id differ; nothing else that it uses does.
const schema = JSON.parse(
    readFileSync(join(here, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
delete schema.id;
delete schema.$schema;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat("uri", (text) => URL.canParse(text) && /^[\x21-\x7e]+$/.test(text));
ajv.addFormat("uri-reference", (text) => URL.canParse(text, "https://a/b/") && /^[\x21-\x7e]*$/.test(text));
ajv.addFormat("date-time", true);
const valid = ajv.compile(schema);

function sarif(path, ...options) {
    const run = spawnSync(grade, [...options, "-f", "sarif", path], { encoding: "utf8", maxBuffer: 1 << 26 });
    assert.equal(run.status, 0, `${path}: ${run.stderr}`);
    return JSON.parse(run.stdout);
}

for (const name of readdirSync(join(root, "fixtures")))
    test(`${name} as SARIF`, () => {
        const got = sarif(join(root, "fixtures", name, "submission"));
        assert.ok(valid(got), JSON.stringify(valid.errors?.slice(0, 3)));
        const [run] = got.runs;
        const rules = run.tool.driver.rules;
        assert.equal(new Set(rules.map((r) => r.id)).size, rules.length, "a rule is listed twice");
        for (const rule of rules) assert.ok(["error", "warning", "note"].includes(rule.defaultConfiguration.level));
        const prints = new Set();
        let level = 0;
        for (const result of run.results) {
            assert.equal(rules[result.ruleIndex].id, result.ruleId);
            const rank = ["error", "warning", "note"].indexOf(result.level);
            assert.ok(rank >= level, "worse after better");
            level = rank;
            prints.add(result.partialFingerprints["gradeAlert/v1"]);
            for (const { physicalLocation: at } of result.locations) {
                const uri = at.artifactLocation.uri;
                assert.ok(!/^([a-z]+:|\/)|(^|\/)\.\.?(\/|$)/i.test(uri), uri);
                assert.ok(at.region.startLine >= 1);
            }
        }
        assert.equal(prints.size, run.results.length, "two results with one fingerprint");
        assert.equal(run.properties.resultsLeftOut, 0);
    });

test("a file that is no SARIF is refused", () => {
    const got = sarif(join(root, "fixtures/weak/submission"));
    got.runs[0].results[0].level = "fatal";
    assert.ok(!valid(got));
});

test("a hostile submission as SARIF", () => {
    const folder = mkdtempSync(join(tmpdir(), "sarif-"));
    try {
        assert.equal(spawnSync("sh", [join(root, "tests/speaking/hostile.sh"), folder]).status, 0);
        for (const options of [[], ["--anonymous"], ["--audience", "candidate"]]) {
            const got = sarif(folder, ...options);
            assert.ok(valid(got), JSON.stringify(valid.errors?.slice(0, 3)));
            // "[text](place)" in a message would be a link.
            for (const { message } of got.runs[0].results) assert.ok(!message.text.includes("]("), message.text);
        }
    } finally {
        rmSync(folder, { recursive: true });
    }
});

test("fingerprints stay when lines move", () => {
    const folder = mkdtempSync(join(tmpdir(), "sarif-"));
    try {
        const text = readFileSync(join(root, "fixtures/weak/submission/README.md"), "utf8");
        const of = (run) => run.results.map((r) => r.partialFingerprints["gradeAlert/v1"]).sort();
        writeFileSync(join(folder, "README.md"), text);
        const before = of(sarif(folder).runs[0]);
        writeFileSync(join(folder, "README.md"), "\n\n\n" + text);
        assert.deepEqual(of(sarif(folder).runs[0]), before);
    } finally {
        rmSync(folder, { recursive: true });
    }
});
