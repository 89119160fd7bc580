// The actions and workflows, run step by step as a runner would, for a good, a weak and a hostile pull request.
// In: GRADE (the program), SOURCE (the sources), WORK (an empty folder).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { commands } from "../speaking/runner.mjs";
import { Api } from "./api.mjs";
import { Runner } from "./runner.mjs";

const { GRADE, SOURCE, WORK } = process.env;
const marker = "<!-- grade:report -->";
const bin = join(WORK, "bin");
mkdirSync(bin);
symlinkSync(GRADE, join(bin, "grade"));
const environment = { PATH: `${bin}:${process.env.PATH}`, HOME: WORK, LANG: "C.UTF-8", TMPDIR: WORK, GIT_CONFIG_NOSYSTEM: "1" };
const git = (...words) => execFileSync("git", words, { encoding: "utf8", env: { ...environment,
    GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "ada@example.org", GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@example.org" } }).trim();

const submissions = { strong: join(SOURCE, "fixtures/strong/submission"), weak: join(SOURCE, "fixtures/weak/submission"), hostile: join(WORK, "hostile") };
execFileSync("sh", [join(SOURCE, "tests/speaking/hostile.sh"), submissions.hostile]);

// A server's folder with one repository, and the submission as the head of pull request 7.
let count = 0;
function pullRequest(name) {
    const folder = join(WORK, `pull-${++count}-${name}`), work = join(folder, "work");
    cpSync(submissions[name], work, { recursive: true });
    git("init", "-q", "-b", "main", work);
    git("-C", work, "add", "-A");
    git("-C", work, "commit", "-q", "-m", "My design");
    const bare = join(folder, "ada", "design");
    git("init", "-q", "--bare", bare);
    git("-C", work, "push", "-q", bare, "HEAD:refs/pull/7/head");
    return { folder, work, sha: git("-C", work, "rev-parse", "HEAD") };
}
function runnerFor(pull, more = {}) {
    return new Runner({ folder: join(pull.folder, `run-${++count}`), program: SOURCE, env: { ...environment, ...more },
        event: { pull_request: { number: 7, head: { sha: pull.sha }, base: { sha: "0".repeat(40) } } },
        github: { repository: "ada/design", server_url: `file://${pull.folder}`, token: "secret-token" } });
}
async function grade(pull, inputs) {
    const runner = runnerFor(pull), temp = join(runner.folder, "temp");
    mkdirSync(temp);
    const result = await runner.action(join(SOURCE, ".github/actions/grade"), inputs, { workspace: pull.work, temp });
    return { runner, result, outputs: result.outputs };
}
// What this machine and this build can do; workflow B asks for all of it.
const confined = (() => {
    try { execFileSync(GRADE, ["--sandbox", "require", "-q", submissions.weak], { stdio: "ignore" }); return true; } catch { return false; }
})();
const program = { program: "OWNER/grade", "program-commit": "0".repeat(40) };

test("a good pull request passes its bar and gives every output", async () => {
    const { runner, result, outputs } = await grade(pullRequest("strong"), { path: ".", formats: "json, sarif junit", "fail-under": "80" });
    assert.equal(result.failed, false, runner.log);
    const review = JSON.parse(readFileSync(outputs["review-json"], "utf8"));
    assert.equal(Number(outputs.score), review.score.total);
    assert.equal(Number(outputs["max-score"]), review.score.max);
    assert.equal(Number(outputs.percent), Math.round(review.score.total / review.score.max * 1000) / 10);
    assert.equal(outputs.band, review.score.band);
    assert.equal(outputs.gates, "");
    assert.equal(outputs["review-html"], "");
    assert.equal(JSON.parse(readFileSync(outputs.sarif, "utf8")).version, "2.1.0");
    assert.ok(existsSync(join(dirname(outputs.sarif), "review.junit.xml")));
    assert.match(runner.summary, /^## [\d.]+ of 100, band [AB]/);
});

test("a weak one misses its bar after everything was written", async () => {
    const { runner, result, outputs } = await grade(pullRequest("weak"), { path: ".", "fail-under": "60", "upload-sarif": "true" });
    assert.deepEqual([result.failed, result.status], [true, 1], runner.log);
    assert.ok(Number(outputs.score) < 60);
    assert.match(outputs.gates, /^G-[A-Z-]+(,G-[A-Z-]+)*$/);
    assert.match(runner.summary, /capped at/);
    const upload = runner.used.find(({ name }) => name === "github/codeql-action/upload-sarif");
    assert.equal(upload.inputs.sarif_file, outputs.sarif);
    const { found, open } = commands(runner.log);
    assert.equal(open, false);
    const levels = found.map(({ name }) => name).filter((name) => name !== "stop-commands");
    assert.deepEqual(levels.slice(0, -1), [...levels.slice(0, -1)].sort((a, b) => "ewn".indexOf(a[0]) - "ewn".indexOf(b[0])), "errors first");
    for (const level of ["error", "warning", "notice"]) assert.ok(levels.filter((name) => name === level).length <= 11, level);
    assert.match(found.at(-1).data, /bar that was set/);
});

test("a folder below the root gets its place in annotations and SARIF", async () => {
    const pull = pullRequest("weak"), deep = join(pull.work, "subs", "a,b 1");
    cpSync(submissions.weak, deep, { recursive: true });
    const { runner, outputs } = await grade(pull, { path: "subs/a,b 1", formats: "sarif" });
    const files = commands(runner.log).found.map(({ properties }) => properties.file).filter(Boolean);
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(existsSync(join(pull.work, file)), file);
    const uris = JSON.parse(readFileSync(outputs.sarif, "utf8")).runs[0].results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
    for (const uri of uris) assert.ok(existsSync(join(pull.work, decodeURIComponent(uri))), uri);
});

test("without summary and annotations there are none", async () => {
    const { runner } = await grade(pullRequest("weak"), { path: ".", summary: "false", annotations: "false" });
    assert.equal(runner.summary, "");
    assert.deepEqual(commands(runner.log).found.map(({ name }) => name), ["stop-commands"]);
});

test("what a hostile one says stays text", async () => {
    const { runner, result, outputs } = await grade(pullRequest("hostile"), { path: ".", formats: "sarif" });
    assert.equal(result.failed, false, runner.log);
    const { found, open } = commands(runner.log);
    assert.equal(open, false);
    assert.equal(found[0].name, "stop-commands");
    for (const { name, properties } of found.slice(1)) {
        assert.ok(["error", "warning", "notice"].includes(name), name);
        assert.ok(!properties.file || existsSync(join(submissions.hostile, properties.file)), properties.file);
    }
    assert.doesNotMatch(runner.log, /\x1b|\x07/);
    assert.deepEqual(Object.keys(outputs), ["score", "max-score", "percent", "band", "gates", "review-json", "review-html", "sarif"]);
    assert.doesNotMatch(runner.summary, /<script|<img|\x1b/i);
    assert.doesNotMatch(runner.summary.replace(/`[^`\n]*`/g, ""), /@someone/);
});

test("used wrongly it says so and fails", async () => {
    const pull = pullRequest("weak");
    for (const inputs of [{ path: ".", repository: "https://git.example/x" }, { path: ".", formats: "json,pdf" }, { path: ".", install: "somehow" }, { path: ".", rubric: "nowhere" }]) {
        const { runner, result } = await grade(pull, inputs);
        assert.deepEqual([result.failed, result.status], [true, 2], runner.log);
        assert.ok(commands(runner.log).found.some(({ name }) => name === "error"), runner.log);
    }
});

test("another server than the job's is no address of this network, and gets no token", async () => {
    const asked = [];
    const server = createServer((request, response) => {
        asked.push(request.headers.authorization);
        response.writeHead(401, { "www-authenticate": "Basic" }).end();
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    try {
        const { runner, result, outputs } = await grade(pullRequest("weak"), { repository: `http://127.0.0.1:${server.address().port}/ada/design` });
        assert.deepEqual([result.failed, result.status], [true, 3], runner.log);
        assert.match(runner.summary, /could not be graded/);
        assert.equal(outputs.score, "");
        assert.deepEqual(asked, []);
    } finally {
        server.close();
    }
});

test("workflow A grades what was checked out and says what it is worth", async () => {
    const pull = pullRequest("strong"), runner = runnerFor(pull);
    runner.checkout = pull.work;
    assert.deepEqual(await runner.workflow(join(SOURCE, ".github/workflows/grade-summary.yml"), program), { grade: "success" }, runner.log);
    assert.match(runner.summary, /^## [\d.]+ of 100/);
    assert.match(runner.summary, /score is advice/);
});

async function commented(pull, api, change) {
    const runner = runnerFor(pull, { GITHUB_API_URL: api.base });
    change?.(runner);
    const jobs = await runner.workflow(join(SOURCE, ".github/workflows/grade-comment.yml"),
        confined ? program : { ...program, sandbox: "auto" });
    return { runner, jobs };
}
const withApi = (name, body) => test(name, async () => {
    const api = new Api();
    await api.start();
    try { await body(api); } finally { await api.stop(); }
});

withApi("workflow B writes one comment, then updates it, and leaves everybody else's alone", async (api) => {
    for (let i = 0; i < 120; i++) api.add("Nice work", "bob");
    const forged = api.add(`${marker}\n100 of 100`, "mallory");
    const quoting = api.add(`Look:\n${marker}`, "github-actions[bot]");
    for (const [name, writes] of [["weak", ["POST"]], ["strong", ["POST", "PATCH"]], ["hostile", ["POST", "PATCH", "PATCH"]]]) {
        const { runner, jobs } = await commented(pullRequest(name), api);
        assert.deepEqual(jobs, { grade: "success", comment: "success" }, runner.log);
        assert.deepEqual(api.writes, writes);
        assert.deepEqual(runner.used.filter(({ name: used, inputs }) => used === "actions/checkout" && !inputs.repository), [], "nobody's code is checked out");
        assert.ok(!runner.used.some(({ name: used }) => used === "actions/cache"), "no cache");
    }
    const ours = api.comments.filter(({ body, user }) => body.startsWith(marker) && user.login === "github-actions[bot]");
    assert.equal(ours.length, 1);
    assert.equal(forged.body, `${marker}\n100 of 100`);
    assert.equal(quoting.body, `Look:\n${marker}`);
    assert.match(ours[0].body, /^<!-- grade:report -->\n\n## /);
    assert.ok(Buffer.byteLength(ours[0].body) <= 60000);
    assert.equal(ours[0].body.split("<!--").length, 2, "no comment of HTML but the marker");
    assert.doesNotMatch(ours[0].body.replace(/`[^`\n]*`/g, ""), /@someone|<script|<img/);
});

withApi("workflow B grades no other commit than the event's", async (api) => {
    const pull = pullRequest("weak");
    const { runner, jobs } = await commented({ ...pull, sha: "1".repeat(40) }, api);
    assert.deepEqual(jobs, { grade: "failure", comment: "skipped" }, runner.log);
    assert.deepEqual(api.requests, []);
});

withApi("a refusal is told in our words", async (api) => {
    api.refuse = 403;
    const { runner, jobs } = await commented(pullRequest("weak"), api);
    assert.deepEqual(jobs, { grade: "success", comment: "failure" });
    assert.match(runner.log, /^::error title=grade::writing the comment is not allowed \(status 403\): the token needs/m);
    assert.doesNotMatch(runner.log, /@someone|secret-token/);
    assert.deepEqual(api.comments, []);
});

const damages = {
    "is no JSON": () => "## 100 of 100\n",
    "breaks the schema": (text) => text.replace('"level": 0', '"level": 7'),
    "holds more than JSON": (text) => `${text}<script>`,
    "is of another commit": (text) => text.replace(/"commit": "[0-9a-f]+"/, `"commit": "${"2".repeat(40)}"`),
    "is of no commit": (text) => text.replace(/"commit": "[0-9a-f]+"/, '"commit": null'),
};
for (const [what, damage] of Object.entries(damages))
    withApi(`an artifact that ${what} is refused`, async (api) => {
        const { runner, jobs } = await commented(pullRequest("weak"), api, (one) => {
            one.tamper = (file) => {
                const text = readFileSync(file, "utf8"), other = damage(text);
                assert.notEqual(other, text);
                writeFileSync(file, other);
            };
        });
        assert.deepEqual(jobs, { grade: "success", comment: "failure" }, runner.log);
        assert.match(runner.log, /nothing was written/);
        assert.deepEqual(api.requests, []);
    });

withApi("the same script keeps one note on GitLab", async (api) => {
    const pull = pullRequest("weak"), review = join(pull.folder, "review.json");
    execFileSync(GRADE, ["--ref", pull.sha, "-f", "json", "-o", review, pull.work], { stdio: "ignore" });
    const forged = api.add(`${marker}\nmine`, "mallory", true);
    const post = async (env = {}, more = []) => {
        const runner = runnerFor(pull);
        const words = ["--api", "gitlab", "--review", review, "--expect-commit", pull.sha, "--number", "7", ...more];
        const step = { shell: "sh", env: { CI_API_V4_URL: `${api.base}/api/v4`, CI_PROJECT_ID: "12", GRADE_COMMENT_TOKEN: "secret-token", ...env },
            run: `sh '${SOURCE}/.github/actions/comment/comment.sh' ${words.map((word) => `'${word}'`).join(" ")}` };
        const result = await runner.script(step, { failed: false }, { workspace: pull.folder, temp: runner.folder });
        return { status: result.status, log: runner.log };
    };
    assert.equal((await post()).status, 0);
    assert.equal((await post({}, ["--audience", "candidate"])).status, 0);
    assert.deepEqual(api.writes, ["POST", "PUT"]);
    assert.equal(api.comments.length, 2);
    assert.equal(forged.body, `${marker}\nmine`);
    assert.match(api.comments[1].body, /^<!-- grade:report -->\n\n/);
    const wrong = await post({ GRADE_COMMENT_TOKEN: "another" });
    assert.equal(wrong.status, 1);
    assert.doesNotMatch(wrong.log, /another/);
    for (const [env, more] of [[{ CI_PROJECT_ID: "12/../13" }, []], [{ CI_API_V4_URL: "http://git.example/api" }, []], [{}, ["--number", "7/x"]],
        [{}, ["--expect-commit", "main"]], [{ GRADE_COMMENT_TOKEN: 'x"\nurl = "http://127.0.0.1' }, []]])
        assert.equal((await post(env, more)).status, 2);
    assert.deepEqual(api.writes, ["POST", "PUT"]);
});

test("a released package is picked by system, checked, and installed", async () => {
    const version = /grade VERSION ([\d.]+)/.exec(readFileSync(join(SOURCE, "CMakeLists.txt"), "utf8"))[1];
    const arch = execFileSync("dpkg", ["--print-architecture"], { encoding: "utf8" }).trim();
    const content = "a package";
    const sum = createHash("sha256").update(content).digest("hex");
    const released = { [`grade_${version}_ubuntu24.04_${arch}.deb`]: content, [`grade_${version}_debian12_${arch}.deb`]: "not what was signed" };
    const server = createServer((request, response) => {
        const name = request.url.replace(`/releases/v${version}/`, "");
        const body = name === "SHA256SUMS" ? Object.keys(released).map((one) => `${sum}  ${one}\n`).join("") : released[name];
        response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    const stubs = join(WORK, "stubs"), installed = join(WORK, "installed");
    mkdirSync(stubs);
    writeFileSync(join(stubs, "apt-get"), `#!/bin/sh\necho "$@" >>'${installed}'\n`);
    writeFileSync(join(stubs, "sudo"), '#!/bin/sh\nexec "$@"\n');
    for (const stub of ["apt-get", "sudo"]) chmodSync(join(stubs, stub), 0o755);
    try {
        const install = async (system, more = {}) => {
            writeFileSync(join(WORK, "os-release"), system);
            const pull = pullRequest("weak");
            const runner = runnerFor(pull, { PATH: `${stubs}:${environment.PATH}`, GRADE_OS_RELEASE: join(WORK, "os-release") });
            const result = await runner.action(join(SOURCE, ".github/actions/grade"),
                { path: ".", install: "deb", releases: `http://127.0.0.1:${server.address().port}/releases`, ...more }, { workspace: pull.work, temp: runner.folder });
            return { runner, result };
        };
        const good = await install('ID=ubuntu\nVERSION_ID="24.04"\n');
        assert.equal(good.result.failed, false, good.runner.log);
        assert.match(readFileSync(installed, "utf8"), new RegExp(`^install --yes --no-install-recommends \\S*/grade_${version}_ubuntu24.04_${arch}.deb`));
        assert.match(good.runner.used.find(({ name }) => name === "actions/cache").inputs.key, /^grade-deb-ubuntu24\.04-/);
        const before = readFileSync(installed, "utf8");
        for (const [system, more, word] of [['ID=debian\nVERSION_ID="12"\n', {}, /not what was released/], ['ID=fedora\nVERSION_ID=44\n', {}, /the release has no grade_/],
            ['ID=ubuntu\nVERSION_ID="24.04"\n', { sha256: "3".repeat(64) }, /not what was released/]]) {
            const bad = await install(system, more);
            assert.deepEqual([bad.result.failed, bad.result.status], [true, 2]);
            assert.match(bad.runner.log, word);
        }
        assert.equal(readFileSync(installed, "utf8"), before, "nothing else was installed");
    } finally {
        server.close();
    }
});
