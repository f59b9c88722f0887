// @ts-check
/** Serves the built page on this machine only. The page needs no server; some browsers are set up to want one. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../dist', import.meta.url));
const wanted = Number(process.env.PORT ?? 4180);

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
]);

/** @param {string} address path of a request; the file it names, if there is one */
function fileFor(address) {
  if (!URL.canParse(address, 'http://localhost')) return undefined;
  const { pathname } = new URL(address, 'http://localhost');
  const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const server = createServer((request, response) => {
  const file = fileFor(request.url ?? '/');
  if (file === undefined) {
    response.writeHead(404).end('Not found');
    return;
  }
  response.writeHead(200, {
    'content-type': types.get(extname(file)) ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  createReadStream(file).pipe(response);
});

server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== 'EADDRINUSE' || process.env.PORT !== undefined) throw error;
  server.listen(0, '127.0.0.1');
});
server.on('listening', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : wanted;
  console.log(`Tierscope: http://localhost:${port}/`);
  console.log('The same page runs without a server: open dist/tierscope.html. Ctrl+C ends this one.');
});
server.listen(wanted, '127.0.0.1');
