// A small runner of workflows: what actions/runner documents of steps, outputs, files of commands and artifacts, as far as
// our files need it. Steps run with the shells and environments that the files ask for.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parse } from "yaml";
import { expand, holds } from "./expressions.mjs";

const shells = { sh: ["sh", "-e"], bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail"] };

// Lines NAME=VALUE and NAME<<END … END. Anything else fails the step on a real runner, and here.
export function outputsOf(text) {
    const outputs = {}, lines = text.split("\n");
    for (let i = 0; i < lines.length; i++) {
        if (lines[i] === "") continue;
        const simple = /^([\w-]+)=(.*)$/.exec(lines[i]), long = /^([\w-]+)<<(.+)$/.exec(lines[i]);
        if (simple) { outputs[simple[1]] = simple[2]; continue; }
        if (!long) throw new Error(`GITHUB_OUTPUT: ${lines[i]}`);
        const rest = [];
        while (lines[++i] !== long[2]) rest.push(lines[i]);
        outputs[long[1]] = rest.join("\n");
    }
    return outputs;
}

export class Runner {
    // folder: where everything is. program: the sources, which a checkout of the program gives. env: what every step gets.
    constructor({ folder, program, env, event, github }) {
        Object.assign(this, { folder, program, env, github: { ...github, event }, artifacts: {}, log: "", summary: "", used: [] });
        mkdirSync(folder, { recursive: true });
        this.event = join(folder, "event.json");
        writeFileSync(this.event, JSON.stringify(event));
    }

    async script(step, context, scope) {
        const file = (name) => { const path = join(scope.temp, name); writeFileSync(path, ""); return path; };
        const output = file("output"), summary = file("summary"), script = file("script");
        writeFileSync(script, expand(step.run, context));
        const env = { ...this.env, CI: "true", GITHUB_ACTIONS: "true", GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary,
            GITHUB_EVENT_PATH: this.event, GITHUB_WORKSPACE: scope.workspace, RUNNER_TEMP: scope.temp,
            GITHUB_REPOSITORY: this.github.repository, GITHUB_SERVER_URL: this.github.server_url };
        if (scope.action) env.GITHUB_ACTION_PATH = scope.action;
        for (const [name, text] of Object.entries(step.env ?? {})) env[name] = String(expand(text, context));
        const shell = shells[step.shell ?? "bash"];
        const child = spawn(shell[0], [...shell.slice(1), script], { cwd: scope.workspace, env, stdio: ["ignore", "pipe", "pipe"] });
        for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => { this.log += text; });
        const [status] = await once(child, "close");
        this.summary += readFileSync(summary, "utf8");
        return { failed: status !== 0, status, outputs: outputsOf(readFileSync(output, "utf8")) };
    }

    async uses(step, inputs, scope) {
        const [name, version] = step.uses.split("@");
        this.used.push({ name, version, inputs });
        if (name.startsWith("./")) return this.action(resolve(scope.workspace, name), inputs, scope);
        const place = resolve(scope.workspace, inputs.path ?? ".");
        switch (name) {
        case "actions/checkout":
            if (inputs.repository) {
                mkdirSync(place, { recursive: true });
                for (const part of [".github", "CMakeLists.txt"]) cpSync(join(this.program, part), join(place, part), { recursive: true });
            } else cpSync(this.checkout, place, { recursive: true });
            return { failed: false, outputs: {} };
        case "actions/upload-artifact":
            if (!existsSync(place)) return { failed: true, outputs: {} };
            mkdirSync(join(this.folder, "artifacts", inputs.name), { recursive: true });
            cpSync(place, join(this.folder, "artifacts", inputs.name, basename(place)));
            this.tamper?.(join(this.folder, "artifacts", inputs.name, basename(place)));
            return { failed: false, outputs: {} };
        case "actions/download-artifact":
            cpSync(join(this.folder, "artifacts", inputs.name), place, { recursive: true });
            return { failed: false, outputs: {} };
        case "actions/cache": case "github/codeql-action/upload-sarif":
            return { failed: false, outputs: {} };
        default:
            throw new Error(`${name} is not known here`);
        }
    }

    async steps(steps, context, scope) {
        let status = 0;
        for (const step of steps) {
            if (!holds(step.if, context)) continue;
            const inputs = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, text]) => [name, String(expand(text, context))]));
            const result = await (step.uses ? this.uses(step, inputs, scope) : this.script(step, context, scope));
            if (step.id) context.steps[step.id] = { outputs: result.outputs };
            if (result.failed && !context.failed) { context.failed = true; status = result.status ?? 1; }
        }
        return { failed: context.failed, status };
    }

    async action(folder, inputs, scope) {
        const action = parse(readFileSync(join(folder, "action.yml"), "utf8"));
        for (const name of Object.keys(inputs)) if (!(name in action.inputs)) throw new Error(`${folder} has no input ${name}`);
        for (const [name, input] of Object.entries(action.inputs)) {
            if (input.required && !inputs[name]) throw new Error(`${folder} needs ${name}`);
            inputs[name] ??= String(input.default ?? "");
        }
        const context = { inputs, steps: {}, github: this.github, failed: false };
        const result = await this.steps(action.runs.steps, context, { ...scope, action: folder });
        result.outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, output]) => [name, String(expand(output.value, context))]));
        return result;
    }

    // Jobs run in the order they are written; needs names earlier ones, which must have succeeded.
    async workflow(file, inputs) {
        const workflow = parse(readFileSync(file, "utf8")), done = {};
        const given = {};
        for (const [name, input] of Object.entries(workflow.on.workflow_call.inputs)) {
            if (input.required && !(name in inputs)) throw new Error(`${file} needs ${name}`);
            given[name] = inputs[name] ?? input.default;
        }
        for (const [name, job] of Object.entries(workflow.jobs)) {
            if ([job.needs ?? []].flat().some((needed) => done[needed] !== "success")) { done[name] = "skipped"; continue; }
            const scope = { workspace: mkdtempSync(join(this.folder, `${name}-`)), temp: mkdtempSync(join(this.folder, `${name}-temp-`)) };
            const context = { inputs: given, steps: {}, github: this.github, failed: false };
            done[name] = (await this.steps(job.steps, context, scope)).failed ? "failure" : "success";
        }
        return done;
    }
}
