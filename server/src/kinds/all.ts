// Every kind. Written by scripts/kinds.mjs from names.ts; do not edit.
import { kind as accessKind } from "./access/kind.ts";
import { kind as aliasesKind } from "./aliases/kind.ts";
import { kind as authinfoKind } from "./authinfo/kind.ts";
import { kind as bitdomainKind } from "./bitdomain/kind.ts";
import { kind as cfKind } from "./cf/kind.ts";
import { kind as classKind } from "./class/kind.ts";
import { kind as domaintableKind } from "./domaintable/kind.ts";
import { kind as errorheaderKind } from "./errorheader/kind.ts";
import { kind as genericstableKind } from "./genericstable/kind.ts";
import { kind as helpfileKind } from "./helpfile/kind.ts";
import { kind as listKind } from "./list/kind.ts";
import { kind as mailertableKind } from "./mailertable/kind.ts";
import { kind as mcKind } from "./mc/kind.ts";
import type { KindName } from "./names.ts";
import type { Kind } from "./types.ts";
import { kind as userdbKind } from "./userdb/kind.ts";
import { kind as uudomainKind } from "./uudomain/kind.ts";
import { kind as virtusertableKind } from "./virtusertable/kind.ts";

export const ALL_KINDS: Readonly<Record<KindName, Kind>> = {
  mc: mcKind,
  access: accessKind,
  class: classKind,
  mailertable: mailertableKind,
  authinfo: authinfoKind,
  virtusertable: virtusertableKind,
  genericstable: genericstableKind,
  domaintable: domaintableKind,
  aliases: aliasesKind,
  list: listKind,
  userdb: userdbKind,
  bitdomain: bitdomainKind,
  uudomain: uudomainKind,
  helpfile: helpfileKind,
  errorheader: errorheaderKind,
  cf: cfKind,
};
