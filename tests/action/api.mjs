// Stands for the parts of the APIs of GitHub and GitLab that comments need, on this machine alone.
import { createServer } from "node:http";

export class Api {
    comments = [];
    requests = [];
    refuse = 0; // a status that every writing request gets

    async start() {
        this.server = createServer((request, response) => {
            let body = "";
            request.on("data", (data) => { body += data; });
            request.on("end", () => {
                const [status, answer] = this.answer(request, body);
                response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
            });
        });
        await new Promise((ready) => this.server.listen(0, "127.0.0.1", ready));
        this.base = `http://127.0.0.1:${this.server.address().port}`;
    }
    stop() {
        return new Promise((done) => this.server.close(done));
    }

    answer(request, body) {
        const url = new URL(request.url, this.base);
        const gitlab = url.pathname.startsWith("/api/v4/");
        this.requests.push({ method: request.method, path: url.pathname, body });
        const token = gitlab ? request.headers["private-token"] : request.headers.authorization?.replace(/^Bearer /, "");
        if (token !== "secret-token") return [401, { message: "Bad credentials" }];
        if (request.method === "GET" && url.pathname === "/api/v4/user") return [200, { username: "grade-bot" }];
        if (request.method === "GET" && /^(\/repos\/ada\/design\/issues\/7\/comments|\/api\/v4\/projects\/12\/merge_requests\/7\/notes)$/.test(url.pathname)) {
            const size = Number(url.searchParams.get("per_page")), page = Number(url.searchParams.get("page"));
            return [200, this.comments.slice((page - 1) * size, page * size)];
        }
        if (request.method === "GET") return [404, {}];
        if (this.refuse) return [this.refuse, { message: "@someone ::error::refused" }];
        const text = JSON.parse(body).body;
        if (request.method === "POST" && /\/(7\/comments|7\/notes)$/.test(url.pathname)) {
            const comment = this.add(text, gitlab ? "grade-bot" : "github-actions[bot]", gitlab);
            return [201, comment];
        }
        const id = /\/(?:issues\/comments|merge_requests\/7\/notes)\/(\d+)$/.exec(url.pathname)?.[1];
        const comment = this.comments.find((one) => String(one.id) === id);
        if (!comment || request.method !== (gitlab ? "PUT" : "PATCH")) return [404, {}];
        comment.body = text;
        return [200, comment];
    }

    add(body, who, gitlab = false) {
        const id = 1000 + this.comments.length;
        const comment = gitlab ? { id, body, author: { username: who }, system: false }
            : { id, body, user: { login: who }, html_url: `https://github.example/ada/design/pull/7#issuecomment-${id}` };
        this.comments.push(comment);
        return comment;
    }
    get writes() {
        return this.requests.filter((request) => request.method !== "GET").map((request) => request.method);
    }
}

