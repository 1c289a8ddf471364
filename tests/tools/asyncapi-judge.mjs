// Judges AsyncAPI documents with the project's own parser: a line per document, exit 1 when one is not valid.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Parser } from "@asyncapi/parser";

let wrong = 0;
for (const path of process.argv.slice(2)) {
  const { diagnostics } = await new Parser().parse(readFileSync(path, "utf8"));
  const errors = diagnostics.filter((found) => found.severity === 0);
  wrong += errors.length;
  console.log(`${basename(path, ".json")}: ${errors.length ? "invalid" : "valid"}`);
  for (const error of errors) console.error(`  ${error.path.join(".")}: ${error.message}`);
}
process.exit(wrong ? 1 : 0);
