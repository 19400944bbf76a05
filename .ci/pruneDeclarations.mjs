// After the bundle: only the declarations that a door of the package leads to are of use to those who install it.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const { exports: doors } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const reached = new Set();
const pending = Object.values(doors).flatMap(({ types }) => (types === undefined ? [] : [join(root, types)]));
while (pending.length > 0) {
  const file = pending.pop();
  if (reached.has(file)) continue;
  reached.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from |import\(|import )"(\.[^"]+\.js)"/g))
    pending.push(resolve(dirname(file), path.replace(/\.js$/, ".d.ts")));
}

for (const path of readdirSync(join(root, "dist"), { recursive: true })) {
  const file = join(root, "dist", path);
  if (file.endsWith(".d.ts") && !reached.has(file)) rmSync(file);
}
