/** Runs tasks, one after the other, against a server that this program starts itself, and prints the results: for a network of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { listening } from './ports.ts';
import { runTask } from './server.ts';

const [program = '', port = '0', args = '[]', tasks = '[]'] = process.argv.slice(2);
const server = spawn(program, JSON.parse(args), { stdio: 'ignore' });
try {
  await listening(Number(port), server);
  const results = [];
  for (const task of JSON.parse(tasks)) results.push(await runTask(task));
  process.stdout.write(JSON.stringify(results));
} finally {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
