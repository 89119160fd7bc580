// Submissions and pages for browser.mjs: reports of fixtures, of a large drawing, and of somebody who writes markup.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { GRADE, PAGES } = process.env;

rmSync(PAGES, { recursive: true, force: true });
mkdirSync(PAGES, { recursive: true });

// The report of a submission as a file; gives its path and URL.
function report(name, submission, ...options) {
    const file = join(PAGES, `${name}.html`);
    execFileSync(GRADE, [...options, "-f", "html", "-o", file, submission], { cwd: root });
    return { name, file, url: pathToFileURL(file).href };
}

function submission(name, files) {
    const folder = join(PAGES, name);
    mkdirSync(folder);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
}

// 300 boxes in zones and 450 different arrows, or as many between near ones; the same every time.
function large(boxes = 300, flows = 450) {
    const roles = ["tx_source", "event_stream", "raw_store", "stream_processor", "batch_processor", "feature_pipeline",
        "online_store", "offline_store", "training_pipeline", "model_registry", "model_server", "decision_engine",
        "prediction_log", "drift_monitor", "alerting", "label_source"];
    const tools = ["Kafka", "S3", "Flink", "Spark", "Redis", "Feast", "MLflow", "BentoML", "Prometheus", "Grafana"];
    const kinds = ["data", "features", "model", "predictions", "labels", "metrics", "alerts", "trigger"];
    let seed = 7;
    const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const part = (i) => `part${String(i).padStart(3, "0")}`;
    const lines = ["components:"];
    for (let i = 0; i < boxes; i++)
        lines.push(`  ${part(i)}: {role: ${roles[i % roles.length]}, tool: ${tools[below(tools.length)]}, group: zone ${i / 40 | 0}}`);
    lines.push("flows:");
    const arrows = new Set();
    while (arrows.size < flows) {
        const from = below(boxes);
        arrows.add(`${part(from)} -> ${part((from + 1 + below(14)) % boxes)}`);
    }
    let n = 0;
    for (const arrow of arrows) lines.push(`  - ${arrow}: {kind: ${kinds[below(kinds.length)]}, label: step ${++n}}`);
    return lines.join("\n") + "\n";
}

const attack = `</script><script>document.title='ran'</script><img src=x onerror=document.title='ran'> ]]> --> ::error:: &lt;b&gt; javascript:1`;
const hostile = `digraph "${attack}" {
  subgraph cluster_x { label="${attack}"; a [label="Kafka ${attack}"]; }
  b [label="Redis online store ' onload=alert(1) x='"];
  a -> b [label="features ${attack}"];
}
`;

export const pages = {
    strong: report("strong", "fixtures/strong/submission"),
    weak: report("weak", "fixtures/weak/submission"),
    gaming: report("gaming", "fixtures/gaming/submission"),
    twoDiagrams: report("two-diagrams", "fixtures/two-diagrams/submission"),
    large: report("large", submission("large-submission", { "architecture.yaml": large() })),
    hostile: report("hostile", submission("hostile-submission", { "architecture.dot": hostile, "README.md": `# ${attack}\n\nEvents go to Kafka because ${attack}.\n` })),
};

// What every other format is held against, too: all that a consumer could be spoken to with.
execFileSync("sh", [join(root, "tests/speaking/hostile.sh"), join(PAGES, "speaking-submission")]);
pages.speaking = report("speaking", join(PAGES, "speaking-submission"));

// What a candidate may see.
export const forCandidate = report("candidate", "fixtures/strong/submission", "--audience", "candidate");

// Larger than is drawn: listed, not shown.
export const tooLarge = report("too-large", submission("too-large-submission", { "architecture.yaml": large(401, 402) }));
