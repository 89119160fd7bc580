// The schema and the parser refuse the same shapes, and the manual and the schema list the same keys.
// Run by run.sh, which names the program in PARSE_ARCHITECTURE. "Refuses" is, for the parser, an arch-type or
// arch-flow error: a wrong key or role is a warning to it, and nothing to the schema.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.env.PARSE_ARCHITECTURE;
assert.ok(program, "PARSE_ARCHITECTURE names the program parse_architecture");
const schema = JSON.parse(readFileSync(join(root, "schemas/architecture.schema.json"), "utf8"));
const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);

const scratch = mkdtempSync(join(tmpdir(), "architecture-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));

function parserVerdict(text) {
    const path = join(scratch, "architecture.yaml");
    writeFileSync(path, text);
    const lines = execFileSync(program, [path], { encoding: "utf8" }).split("\n");
    const errors = lines.filter((line) => /^error /.test(line));
    return { refuses: errors.some((line) => /^error arch-(type|flow) /.test(line)), errors };
}

function schemaVerdict(text) {
    const accepts = validate(parse(text, { uniqueKeys: false, logLevel: "silent" }));
    return { refuses: !accepts, errors: accepts ? [] : validate.errors };
}

const accepted = {
    "nothing": "# empty\n",
    "the least": "grade: 1\n",
    "one-line components": "components: {a: router / Go, b: Any label, c: , d: 5, e: true}",
    "a long component": "components: {a: {role: [router, scanner], tool: Go, replicas: 6, gpu: false, zones: [a, b]}}",
    "spellings of a component": "components: {a: {roles: router, product: [a, b], in: x, latency_p99: 8ms}}",
    "unknown keys": "components: {a: {colour: {red: [1]}}}\nnonsense: [1]\nx_mine: {a: b}",
    "a list of components": "components: [{id: a, role: router}, b, c: router, {name: d}, null]",
    "flows of every form": `flows:
  - a -> b: data
  - a -> b -> c: {kind: data, mode: sync, p99: 2ms}
  - a -> [b, c]:
  - "[a, b] -> c"
  - a → b
  - a --> b: 5
  - a => b
  - a <-> b
  - a <--> b: data
  - a -.-> b
  - a -- b
  - a <- b
  - risk-service->b
  - {from: a, to: b, kind: data}
  - {from: [a, b], to: c}
  - {source: a, target: b}
  -
`,
    "keys beside an arrow": "flows:\n  - a -> b:\n    kind: data\n    mode: sync\n",
    "a map of flows": "flows: {a -> b: data, b -> c: {label: x}}",
    "one flow": "flows: a -> b",
    "groups": "groups: {x: [a, b], y: {z: [a], label: The y}, w: a, v: }",
    "a list of groups": "groups: [{name: x, members: [a]}, {y: [b]}]",
    "numbers and truth": "slo: {decision_p99: 100, availability: 99.9}\ntraining: {spot: true}",
    "entries": "monitors: [{name: a, on: [x, y], threshold: 3}]\ngates: {name: one, blocks: true}",
    "entries by name": "monitors: {lag: {metric: lag}, psi: {metric: [a, b]}}",
    "short entries": "features: [a, b]\nlabels: {sources: scans}\nsystem: depot\nrollout: {shadow: 48h, canary: [1%, 5%]}",
    "prose": "phases: [one, {two: three}]\nopen_questions: who?\nout_of_scope: {a: b}",
    "nothing where something is due": "slo:\nmonitors:\nflows:\ncomponents: {a: {p99: }}\nphases: [null]",
    "a cut text": "components: {a: {label: approve / decline, step-up}}",
    "a path": "critical_path: [a, b]",
    "a path in a text": "critical_path: a -> b",
    "counts by name": "assumptions: {entities: {vans: 20, routes: 40k}}",
};

const refused = {
    "a list at the top": "- a\n- b\n",
    "a text at the top": "just text\n",
    "a section that is a value": "slo: fast\n",
    "a section that is a list": "training: [weekly]\n",
    "entries that are a value": "monitors: PSI\n",
    "entries that are values": "gates: [a, b]\n",
    "an entry that is a list": "monitors: [[a]]\n",
    "components that are a value": "components: none\n",
    "a component that is a list": "components: {a: [router]}\n",
    "a list component without an id": "components: [{role: router, tool: x}]\n",
    "a list in a list of components": "components: [[a]]\n",
    "a map for a number": "components: {a: {replicas: {min: 1}}}\n",
    "a list for a number": "components: {a: {replicas: [1, 2]}}\n",
    "a map for text": "components: {a: {tool: {name: x}}}\n",
    "a map in a list of roles": "components: {a: {role: [{b: c}]}}\n",
    "a list for a spelling": "components: {a: {latency_p99: [1]}}\n",
    "groups that are a value": "groups: all\n",
    "a list in a group": "groups: {x: [[a]]}\n",
    "a group without a name": "groups: [{members: [a], label: b}]\n",
    "a flow that is a list": "flows: [[a, b]]\n",
    "a flow without an arrow": "flows: [nothing]\n",
    "a flow that is a number": "flows: [5]\n",
    "a key without an arrow": "flows: [{a: b}]\n",
    "a broken arrow": "flows: [{a - > b: data}]\n",
    "a flow without from": "flows: [{to: b, kind: data}]\n",
    "a flow without to": "flows: [{from: b}]\n",
    "a flow from a map": "flows: [{from: {a: b}, to: c}]\n",
    "a flow to nothing": "flows: [{from: a, to: }]\n",
    "an empty flow": "flows: [{}]\n",
    "an arrow from nothing": "flows: ['-> b']\n",
    "an arrow to nothing": "flows: [{a -> : data}]\n",
    "two arrows in a row": "flows: [a -> -> b]\n",
    "an arrow to an empty list": "flows: ['a -> []']\n",
    "a flow with a list": "flows: [{a -> b: [data]}]\n",
    "a list for a kind": "flows: [{a -> b: {kind: [data]}}]\n",
    "a map for a latency": "flows: [{from: a, to: b, p99: {x: y}}]\n",
    "a list for a duration": "slo: {rpo: [1m]}\n",
    "a map for a list": "labels: {maturity: {days: 60}}\n",
    "a list for a map": "rollout: {rollback: [{how: x}]}\n",
    "a list of counts": "assumptions: {entities: [a, b]}\n",
    "a map of maps of counts": "assumptions: {entities: {a: {b: c}}}\n",
    "alternatives in lists": "decisions: [{alternatives: [[{a: b}]]}]\n",
    "a list in prose": "phases: [[a]]\n",
    "a map in a map of prose": "open_questions: {a: {b: c}}\n",
    "a map in a path": "critical_path: [{a: b}]\n",
    "a map for a path": "critical_path: {a: b}\n",
    "a wrong value among named entries": "monitors: {lag: {metric: {x: y}}}\n",
    "a wrong value in a single entry": "triggers: {name: a, cooldown: [1]}\n",
    "a wrong value deep down": "cost: {lines: [{item: a, monthly: {x: y}}]}\n",
    "a version that is a map": "grade: {version: 1}\n",
};

for (const [cases, refuses] of [[accepted, false], [refused, true]])
    for (const [name, text] of Object.entries(cases))
        test(`${refuses ? "refused" : "accepted"}: ${name}`, () => {
            for (const [who, verdict] of [["parser", parserVerdict(text)], ["schema", schemaVerdict(text)]])
                assert.equal(verdict.refuses, refuses, `${who}: ${JSON.stringify(verdict.errors)}`);
        });

for (const pack of ["fraud-detection", "recommender"]) {
    const solution = join(root, "reference", pack, "solution/architecture.yaml");
    test(`the solution of ${pack} is accepted by both`, { skip: !existsSync(solution) }, () => {
        const text = readFileSync(solution, "utf8");
        assert.deepEqual(parserVerdict(text).errors, []);
        assert.deepEqual(schemaVerdict(text).errors, []);
    });
}

// Fixtures were written by people who did not think of this test: agreement on them is worth more than on the table.
const fixtures = join(root, "fixtures");
for (const name of existsSync(fixtures) ? readdirSync(fixtures) : []) {
    const path = join(fixtures, name, "submission/architecture.yaml");
    if (!existsSync(path)) continue;
    test(`both judge the fixture ${name} alike`, (t) => {
        const text = readFileSync(path, "utf8");
        const parser = parserVerdict(text);
        if (parser.errors.some((line) => /^error yaml-/.test(line))) return t.skip("not YAML");
        const verdict = schemaVerdict(text);
        assert.equal(verdict.refuses, parser.refuses, JSON.stringify([parser.errors, verdict.errors]));
    });
}

// The tables of the parser: "section name shape spelling…"; "section = key" where a lone value stands for a key.
const rows = execFileSync(program, ["--keys"], { encoding: "utf8" }).trim().split("\n").map((line) => line.split(" "));
const manual = readFileSync(join(root, "docs/architecture-format.md"), "utf8");

test("the schema has every key, in every spelling, with its shape, and no other", () => {
    const sets = new Map();
    for (const [section, name, shape, ...spellings] of rows) {
        if (name === "=") continue;
        if (!sets.has(section)) sets.set(section, new Map());
        for (const key of [name, ...spellings]) sets.get(section).set(key, [name, shape]);
    }
    const special = { top: schema, components: schema.$defs.component, flows: schema.$defs.flow_value };
    for (const [section, keys] of sets) {
        const def = special[section] ?? schema.$defs[section.replace(".", "_")];
        assert.ok(def, `the schema has no ${section}`);
        for (const [key, [name, shape]] of keys) {
            const ref = def.properties[key]?.$ref?.replace("#/$defs/", "");
            const below = section === "top" ? name : `${section}_${name}`.replace(".", "_");
            const due = { own: below, map: below, maps: `${below}_list` }[shape] ?? shape;
            if (section === "flows" && ["from", "to"].includes(name)) assert.equal(ref, "flow_end");
            else assert.equal(ref, due, `${section}.${key}`);
        }
        for (const key of Object.keys(def.properties))
            assert.ok(keys.has(key) || def.properties[key].$ref === "#/$defs/words", `${section} has no key ${key}`);
    }
});

test("the manual has every key in a table of its section", () => {
    const tables = new Map();
    let section = "";
    for (const line of manual.split("\n")) {
        section = /^#+ `([a-z_.]+)`/.exec(line)?.[1] ?? (/^#+ Sections/.test(line) ? "top" : section);
        const cells = /^\| `([a-z0-9_]+)` \|([^|]*)\|/.exec(line);
        if (cells) tables.set(`${section} ${cells[1]}`, [...cells[2].matchAll(/`([a-z0-9_]+)`/g)].map((m) => m[1]));
    }
    for (const [path, name, , ...spellings] of rows)
        if (name !== "=") assert.deepEqual(tables.get(`${path} ${name}`), spellings, `${path}.${name}`);
    assert.equal(tables.size, rows.filter(([, name]) => name !== "=").length);
});

test("the manual's examples are accepted by both, without a complaint", () => {
    const examples = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map((m) => m[1]);
    assert.ok(examples.length >= 5);
    for (const example of examples) {
        assert.deepEqual(parserVerdict(example).errors, [], example);
        assert.deepEqual(schemaVerdict(example).errors, [], example);
    }
});
