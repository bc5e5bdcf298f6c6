// greet_pause above access_db does not use the map.
import { moveBefore, writtenCall } from "../edits/edits.ts";
import { libraryRule, linkTo } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-greet-pause-order",
    title: "greet_pause before access_db does not use the access map",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.13",
    guidance: "readme",
    sources: ['cf/README, section "greet_pause"', "m4 library: greet_pause will not use access_db"],
  },
  ["greet-pause-before-access-db"],
  (_, site) => ({
    message:
      "greet_pause does not use the access map: it is above access_db.\nsendmail never reads the GreetPause: lines, and your own clients have to wait like everybody else. " +
      "Put access_db above greet_pause.",
    ...linkTo(site, site.mc?.config.feature("access_db")[0], "access_db is here"),
    fixes: () => {
      const [pause] = site.mc?.config.feature("greet_pause") ?? [];
      const [map] = site.mc?.config.feature("access_db") ?? [];
      const changes = pause && map && moveBefore(site, writtenCall(map.call), writtenCall(pause.call));
      return changes === undefined
        ? []
        : [
            {
              title: "Move access_db above greet_pause: pauses of the access map take effect",
              grade: "asks",
              preferred: true,
              changes,
            },
          ];
    },
  }),
);
