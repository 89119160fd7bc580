// What `grade --format json` writes is what schemas/review.schema.json promises, and the packs in reference/ are what
// schemas/rubric.schema.json allows. Run by run.sh, which names the program in GRADE.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const grade = process.env.GRADE;
assert.ok(grade, "GRADE names the program");

function validator(name) {
    const schema = JSON.parse(readFileSync(join(root, "schemas", name), "utf8"));
    return new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);
}

function review(path, ...options) {
    const run = spawnSync(grade, [...options, "--format", "json", path], { encoding: "utf8", maxBuffer: 1 << 26 });
    assert.equal(run.status, 0, `${path}: ${run.stderr}`);
    return JSON.parse(run.stdout);
}

const valid = validator("review.schema.json");
for (const name of readdirSync(join(root, "fixtures")))
    test(`the review of ${name} is as the schema says`, () => {
        const got = review(join(root, "fixtures", name, "submission"));
        assert.ok(valid(got), JSON.stringify(valid.errors?.slice(0, 3)));
        // Every level that is awarded has evidence with a place; every one that is withheld says what was looked for.
        for (const row of got.criteria) {
            if (row.level > 0) assert.ok(row.evidence.length > 0, `${row.id} has no evidence`);
            if (row.level < 3) assert.ok(row.looked_for.length > 0, `${row.id} does not say what was looked for`);
        }
    });

test("a review by another pack is as the schema says", () => {
    const got = review(join(root, "reference/recommender/solution"), "--rubric", join(root, "reference/recommender"));
    assert.ok(valid(got), JSON.stringify(valid.errors?.slice(0, 3)));
    assert.equal(got.pack.name, "recommender");
});

test("a hostile submission, and the views of a review, are as the schema says", () => {
    const folder = mkdtempSync(join(tmpdir(), "review-"));
    try {
        const made = spawnSync("sh", [join(root, "tests/speaking/hostile.sh"), folder]);
        assert.equal(made.status, 0);
        for (const options of [[], ["--anonymous"], ["--audience", "candidate"], ["--anonymous", "--audience", "candidate"]])
            for (const path of [folder, join(root, "fixtures/strong/submission")])
                assert.ok(valid(review(path, ...options)), JSON.stringify(valid.errors?.slice(0, 3)));
    } finally {
        rmSync(folder, { recursive: true });
    }
});

test("a review of another shape is refused", () => {
    const got = review(join(root, "fixtures/medium/submission"));
    got.criteria[0].level = 4;
    assert.ok(!valid(got));
    delete got.score;
    assert.ok(!valid(got));
});

test("the packs are as the schema says", () => {
    const pack = validator("rubric.schema.json");
    for (const name of ["fraud-detection", "recommender", "common"])
        for (const file of readdirSync(join(root, "reference", name)).filter((f) => /^(?!language).*\.yaml$/.test(f))) {
            const text = readFileSync(join(root, "reference", name, file), "utf8");
            assert.ok(pack(parse(text)), `${name}/${file}: ${JSON.stringify(pack.errors?.slice(0, 3))}`);
        }
});
