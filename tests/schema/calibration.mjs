// What `grade calibrate --format json` writes is what schemas/calibration.schema.json promises, with no field that the
// schema does not know; and the reviews of the documented example have the fields that real ones have.
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
const schema = JSON.parse(readFileSync(join(root, "schemas/calibration.schema.json"), "utf8"));
const valid = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);

const scratch = mkdtempSync(join(tmpdir(), "calibration-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));

function run(...words) {
    return spawnSync(grade, words, { encoding: "utf8", maxBuffer: 1 << 26 });
}

function calibrate(...words) {
    const got = run("calibrate", "-f", "json", ...words);
    assert.equal(got.status, 0, got.stderr);
    const calibration = JSON.parse(got.stdout);
    assert.ok(valid(calibration), JSON.stringify(valid.errors?.slice(0, 3)));
    return calibration;
}

// The keys of a value that its schema does not list.
function unknown(value, def, path = "") {
    if (Array.isArray(value)) return value.flatMap((item, i) => unknown(item, def.items ?? {}, `${path}[${i}]`));
    if (value === null || typeof value !== "object") return [];
    const target = def.$ref ? schema.$defs[def.$ref.replace("#/$defs/", "")] : {};
    const properties = { ...target.properties, ...def.properties };
    return Object.entries(value).flatMap(([key, item]) =>
        properties[key] ? unknown(item, properties[key], `${path}.${key}`) : [`${path}.${key}`]);
}

const example = join(root, "docs/examples/calibration");
const reviews = readdirSync(join(example, "reviews")).map((name) => join(example, "reviews", name));

test("the example is as the schema says, field for field", () => {
    const got = calibrate(join(example, "marks.csv"), ...reviews);
    assert.deepEqual(unknown(got, schema), []);
    assert.equal(got.marks.compared, got.marks.read);
    assert.equal(got.raters.length, 2);
    assert.equal(got.rater_pairs.length, 1);
    assert.ok(got.disagreements.length > 0);
    assert.equal(got.disagreements[0].program.evidence.length, 1);
});

// Marks that are the program's own levels: whatever the program reads, it agrees with itself.
test("real reviews agree with their own levels", () => {
    const names = ["strong", "medium", "weak", "gaming"];
    const files = names.map((name) => {
        const file = join(scratch, `${name}.json`);
        const got = run("-f", "json", "-o", file, join(root, "fixtures", name, "submission"));
        assert.equal(got.status, 0, got.stderr);
        return file;
    });
    const lines = ["submission,row,level"];
    for (const [i, name] of names.entries())
        for (const row of JSON.parse(readFileSync(files[i], "utf8")).criteria) lines.push(`${name},${row.id},${row.level}`);
    const marks = join(scratch, "marks.csv");
    writeFileSync(marks, lines.join("\n") + "\n");
    const got = calibrate(marks, ...files);
    assert.deepEqual(unknown(got, schema), []);
    assert.equal(got.pooled.kappa, 1);
    assert.equal(got.pooled.n, lines.length - 1);
    assert.deepEqual(got.disagreements, []);
    assert.deepEqual(got.diagnostics, []);
    assert.ok(got.criteria.every((row) => row.accepted && row.exact === 1));
});

test("hostile marks come out as valid JSON", () => {
    const marks = join(scratch, "hostile.csv");
    writeFileSync(marks, 'submission,row,level,rater,note,at\namber,MON-03,0,"</script>\u202e\u0007","a ""b""\n\\",\ud800\n');
    const got = calibrate(marks, ...reviews);
    assert.equal(got.disagreements[0].people.marks[0].note, 'a "b"\n\\');
    assert.ok(got.diagnostics.some((d) => d.id === "review-unmarked"));
});

test("a calibration of another shape is refused", () => {
    const got = calibrate(join(example, "marks.csv"), ...reviews);
    got.pooled.kappa = 2;
    assert.ok(!valid(got));
    delete got.criteria;
    assert.ok(!valid(got));
});
