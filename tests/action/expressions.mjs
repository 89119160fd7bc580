// The part of GitHub's expressions that our files use: names with dots, texts in single quotes, true and false, == != && || !,
// brackets, format(), always(), success(), failure(). Anything else is an error: then the file says more than is tested.
export function evaluate(source, context) {
    const tokens = source.match(/'(?:[^']|'')*'|==|!=|&&|\|\||[!(),]|[A-Za-z_][\w-]*(?:\.[\w-]+)*|\s+|./gs)?.filter((t) => t.trim()) ?? [];
    let at = 0;
    const take = (token) => tokens[at] === token && ++at > 0;
    const need = (token) => { if (!take(token)) throw new Error(`${token} expected in \${{ ${source} }}`); };
    const functions = {
        format: (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i] ?? ""),
        always: () => true,
        success: () => !context.failed,
        failure: () => context.failed,
    };
    function value() {
        if (take("!")) return !value();
        if (take("(")) { const inner = either(); need(")"); return inner; }
        const token = tokens[at++];
        if (token === undefined) throw new Error(`\${{ ${source} }} ends early`);
        if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
        if (token === "true" || token === "false") return token === "true";
        if (take("(")) {
            const values = [];
            while (!take(")")) { values.push(either()); take(","); }
            if (!functions[token]) throw new Error(`${token}() is not known here`);
            return functions[token](...values);
        }
        if (!/^[A-Za-z_]/.test(token)) throw new Error(`${token} in \${{ ${source} }}`);
        const [first, ...rest] = token.split(".");
        if (!(first in context)) throw new Error(`${first} is not known here`);
        return rest.reduce((holder, name) => holder?.[name], context[first]) ?? "";
    }
    function equal() {
        const left = value();
        if (take("==")) return String(left) === String(value());
        if (take("!=")) return String(left) !== String(value());
        return left;
    }
    function both() {
        let left = equal();
        while (take("&&")) { const right = equal(); left = left ? right : left; }
        return left;
    }
    function either() {
        let left = both();
        while (take("||")) { const right = both(); left = left ? left : right; }
        return left;
    }
    const result = either();
    if (at !== tokens.length) throw new Error(`${tokens[at]} in \${{ ${source} }}`);
    return result;
}

// A text with ${{ }} in it; a text that is one expression keeps its kind.
export function expand(text, context) {
    if (typeof text !== "string") return text;
    const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text.trim());
    if (whole) return evaluate(whole[1], context);
    return text.replace(/\$\{\{(.*?)\}\}/gs, (_, source) => String(evaluate(source, context)));
}

export function holds(condition, context) {
    if (condition === undefined) return !context.failed;
    const source = String(condition).replace(/^\$\{\{(.*)\}\}$/s, "$1");
    if (!/\b(always|success|failure)\(\)/.test(source) && context.failed) return false;
    return Boolean(evaluate(source, context));
}
