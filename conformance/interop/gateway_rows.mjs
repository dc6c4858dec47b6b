// What the clients of the gateway's runs share: the rows, and how one is run and told of.
import { readFileSync } from "node:fs";

export const rows = JSON.parse(readFileSync(new URL("gateway.json", import.meta.url)));

export const urlOf = (urls, row, id) => `${urls[row.gateway]}${row.path}${row.path.includes("?") ? "&" : "?"}id=${id}`;

/** Throws unless the text is as the row says; ID stands for a session's id. */
export function like(text, pattern, what) {
  if (!new RegExp(`^${pattern.replaceAll("ID", "[0-9a-f]{12}")}$`).test(text)) {
    throw new Error(`${what}: got '${text}', expected '${pattern}'`);
  }
}

export async function report(name, run) {
  try {
    console.log(`ok ${name} = ${await run()}`);
  } catch (failure) {
    console.log(`not ok ${name}: ${failure.message.replaceAll("\n", " ")}`);
  }
}

/** Runs them all, so many at a time. */
export async function atOnce(most, runs, run) {
  const left = [...runs];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await run(...next);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
