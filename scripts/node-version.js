/** Says in one line when the running Node cannot run the sources. Plain JavaScript, so that any Node can read it. */
const NEEDED = [22, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Node ${process.versions.node} is too old: run it as an npm script (npm start, npm test), which brings its own Node, or use Node ${NEEDED.join('.')} or newer.`,
  );
  process.exit(1);
}
