// What `grade check --format json` writes is what schemas/check.schema.json promises, with no field that the schema does
// not know.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const grade = process.env.GRADE;
assert.ok(grade, "GRADE names the program");
const schema = JSON.parse(readFileSync(join(root, "schemas/check.schema.json"), "utf8"));
const valid = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);

// The same schema with every object closed: what it does not know is an error.
const closed = JSON.parse(JSON.stringify(schema), (_, value) =>
    value && value.properties && value.required ? { ...value, additionalProperties: false } : value);
const exact = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(closed);

function check(folder) {
    const got = spawnSync(grade, ["check", "-f", "json", folder], { encoding: "utf8", maxBuffer: 1 << 26 });
    assert.equal(got.status, 0, got.stderr);
    return JSON.parse(got.stdout);
}

for (const name of readdirSync(join(root, "fixtures")))
    test(`the self-check of ${name} is as the schema says, field for field`, () => {
        const page = check(join(root, "fixtures", name, "submission"));
        assert.ok(exact(page), JSON.stringify(exact.errors?.slice(0, 3)));
        assert.equal(page.parts.length, 6);
    });

test("hostile names and labels come out as valid JSON", () => {
    const folder = mkdtempSync(join(tmpdir(), "check-"));
    try {
        writeFileSync(join(folder, "a\u202e\"<script>.dot"), 'digraph { "</script>\u0007::error" -> b [label="\u001b[31m"] ');
        const page = check(folder);
        assert.ok(exact(page), JSON.stringify(exact.errors?.slice(0, 3)));
        assert.equal(page.diagnostics[0].id, "dot-syntax");
    } finally {
        rmSync(folder, { recursive: true });
    }
});

test("a self-check of another shape is refused", () => {
    const page = check(join(root, "fixtures/medium/submission"));
    assert.ok(valid(page));
    page.dimensions[0].percent = 55;
    assert.ok(!valid(page));
    page.dimensions[0].percent = 50;
    page.hints = Array(11).fill("?");
    assert.ok(!valid(page));
});
