import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const MC = mc("FEATURE(`smrsh')dnl");

testRule(rule, {
  finds: {
    "redirections and further commands": {
      files: {
        "sendmail.mc": MC,
        aliases: 'a: ⟦"|cat > /tmp/x"⟧\nb: ⟦"|cat; true"⟧, jane\nc: ⟦"|cat | x"⟧\nd: ⟦"|x $HOME"⟧\n',
      },
      message: /smrsh/,
    },
  },
  silent: {
    "ordinary commands": { "sendmail.mc": MC, aliases: 'a: "|vacation jane"\nb: "|x && exit 75 || exit 0"\nc: jane\n' },
    "a shell without bounds": { "sendmail.mc": mc(), aliases: 'a: "|cat > /tmp/x"\n' },
  },
});
