import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: { "two values": { "sendmail.mc": mc("define(`⟦confMIN_FREE_BLOCKS⟧', `100/1000000')dnl") } },
  silent: {
    "one value": { "sendmail.mc": mc("define(`confMIN_FREE_BLOCKS', `100')dnl") },
    "the size where it belongs": { "sendmail.mc": mc("define(`confMAX_MESSAGE_SIZE', `1000000')dnl") },
  },
});
