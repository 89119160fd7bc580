// TLS in front of a server on this machine: node tls_front.mjs CERTIFICATE KEY PORT_BEHIND. Prints its own port.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

const [certificate, key, behind] = process.argv.slice(2);
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (client) => {
    const inner = connect(Number(behind), '127.0.0.1');
    for (const [from, to] of [[client, inner], [inner, client]]) {
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
    }
});
server.on('tlsClientError', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
