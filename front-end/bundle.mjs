// Put the libraries of the pages, with their licences, into the folder named on the command line.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const into = process.argv[2];
mkdirSync(join(into, "licences"), { recursive: true });
await build({
  entryPoints: ["front-end/charts.js"],
  bundle: true,
  minify: true,
  format: "esm",
  legalComments: "none",
  logLevel: "warning",
  outfile: join(into, "charts.js"),
});
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", join(into, "htmx.js"));
copyFileSync("node_modules/htmx.org/LICENSE", join(into, "licences", "htmx.txt"));
copyFileSync("node_modules/echarts/LICENSE", join(into, "licences", "echarts.txt"));
copyFileSync("node_modules/echarts/NOTICE", join(into, "licences", "echarts-notice.txt"));
copyFileSync("node_modules/zrender/LICENSE", join(into, "licences", "zrender.txt"));
