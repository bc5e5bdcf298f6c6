// What the editor's features say in files of each kind. Written by scripts/kinds.mjs from names.ts; do not edit.
import type { Editors } from "../features/editor.ts";
import { editor as accessEditor } from "./access/editor.ts";
import { editor as aliasesEditor } from "./aliases/editor.ts";
import { editor as authinfoEditor } from "./authinfo/editor.ts";
import { editor as bitdomainEditor } from "./bitdomain/editor.ts";
import { editor as cfEditor } from "./cf/editor.ts";
import { editor as classEditor } from "./class/editor.ts";
import { editor as domaintableEditor } from "./domaintable/editor.ts";
import { editor as errorheaderEditor } from "./errorheader/editor.ts";
import { editor as genericstableEditor } from "./genericstable/editor.ts";
import { editor as helpfileEditor } from "./helpfile/editor.ts";
import { editor as listEditor } from "./list/editor.ts";
import { editor as mailertableEditor } from "./mailertable/editor.ts";
import { editor as mcEditor } from "./mc/editor.ts";
import { editor as userdbEditor } from "./userdb/editor.ts";
import { editor as uudomainEditor } from "./uudomain/editor.ts";
import { editor as virtusertableEditor } from "./virtusertable/editor.ts";

export const EDITORS: Editors = {
  mc: mcEditor,
  access: accessEditor,
  class: classEditor,
  mailertable: mailertableEditor,
  authinfo: authinfoEditor,
  virtusertable: virtusertableEditor,
  genericstable: genericstableEditor,
  domaintable: domaintableEditor,
  aliases: aliasesEditor,
  list: listEditor,
  userdb: userdbEditor,
  bitdomain: bitdomainEditor,
  uudomain: uudomainEditor,
  helpfile: helpfileEditor,
  errorheader: errorheaderEditor,
  cf: cfEditor,
};
