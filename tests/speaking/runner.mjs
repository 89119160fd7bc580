// What a GitHub Actions runner makes of a log, from its documented rules: a line whose first visible characters are
// "::name properties::data" is a command, so is "##[name properties]data" wherever it stands in a line; between
// ::stop-commands::TOKEN and ::TOKEN:: nothing is. Data undoes %25 %0D %0A; properties %3A and %2C besides.
// usage: runner.mjs LOG [FILE…]      prints the commands as JSON, one a line
import { readFileSync } from "node:fs";

const undo = (text) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
const undoProperty = (text) => undo(text.replaceAll("%3A", ":").replaceAll("%2C", ","));

export function commands(log) {
    const found = [];
    let token = null;
    for (const line of log.split(/\r\n|\n|\r/)) {
        const text = line.trimStart();
        if (token !== null) {
            if (text.startsWith(`::${token}::`)) token = null;
            continue;
        }
        const now = /^::([A-Za-z-]+)(?: ([^:]*?))?::(.*)$/.exec(text);
        const old = /##\[([A-Za-z-]+)(?: ([^\]]*))?\](.*)$/.exec(line);
        const [, name, properties, data] = now ?? old ?? [];
        if (name === undefined) continue;
        const command = { name: name.toLowerCase(), data: undo(data), properties: {} };
        for (const pair of (properties ?? "").split(now ? "," : ";")) {
            const at = pair.indexOf("=");
            if (at > 0) command.properties[pair.slice(0, at).trim()] = undoProperty(pair.slice(at + 1));
        }
        if (command.name === "stop-commands") token = command.data;
        found.push(command);
    }
    return { found, open: token !== null };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
    const { found, open } = commands(readFileSync(process.argv[2], "utf8"));
    for (const command of found) console.log(JSON.stringify(command));
    if (open) console.log(JSON.stringify({ name: "never resumed" }));
}
