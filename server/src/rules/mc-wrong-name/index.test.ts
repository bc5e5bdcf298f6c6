import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "parentheses around a feature that lets everybody relay": {
      files: { "sendmail.mc": mc("FEATURE(⟦(promiscuous_relay)⟧)dnl") },
      fixes: ["Write `promiscuous_relay': FEATURE takes effect, and may let others relay"],
    },
    "a space after a feature that lets everybody relay": {
      files: { "sendmail.mc": mc("FEATURE(⟦`promiscuous_relay '⟧)dnl") },
      fixes: ["Write `promiscuous_relay': FEATURE takes effect, and may let others relay"],
    },
    "a setting without quotes": {
      files: { "sendmail.mc": mc("define(⟦confLOG_LEVEL⟧, `14')dnl") },
      message: /^The name is not in quotes/,
      fixed: { "sendmail.mc": mc("define(`confLOG_LEVEL', `14')dnl") },
    },
    "a setting without quotes where it is undefined": { "sendmail.mc": mc("undefine(⟦confLOG_LEVEL⟧)dnl") },
    "nothing between the name and the value": {
      files: { "sendmail.mc": mc("define(⟦`SMART_HOST'`relay.example.net'⟧)dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "nothing between a feature and its argument": {
      files: { "sendmail.mc": mc("FEATURE(⟦`smrsh'`/usr/lib/smrsh'⟧)dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`smrsh', `/usr/lib/smrsh')dnl") },
    },
    "two pairs of quotes": {
      files: { "sendmail.mc": mc("define(⟦``SMART_HOST''⟧, `relay.example.net')dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "the value before the name": {
      files: { "sendmail.mc": mc("define(⟦`30', `confMAX_HOP'⟧)dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("define(`confMAX_HOP', `30')dnl") },
    },
    "a host before the name": { "sendmail.mc": mc("define(⟦`relay.example.net', `SMART_HOST'⟧)dnl") },
    "a space after the quote": {
      files: { "sendmail.mc": mc("FEATURE(⟦`access_db' ⟧)dnl") },
      message: /^The space is part of the name/,
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a space inside the quotes": {
      files: { "sendmail.mc": mc("FEATURE(⟦`access_db '⟧)dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a space as a web page writes it": {
      files: { "sendmail.mc": mc("FEATURE(⟦`access_db&nbsp;'⟧)dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`access_db')dnl") },
    },
    "a list of features": {
      files: { "sendmail.mc": mc("FEATURE(⟦`mailertable, access_db'⟧)dnl") },
      message: /takes one name/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable')dnl\nFEATURE(`access_db')dnl") },
    },
    "a quote that ends on another line": {
      files: { "sendmail.mc": mc("FEATURE(⟦`access_db)dnl", "dnl do not'⟧)dnl") },
      message: /a quote is missing/,
    },
    "a setting": {
      files: { "sendmail.mc": mc("define(⟦`SMART_HOST' ⟧, `relay.example.net')dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a space for the underscore": {
      files: { "sendmail.mc": mc("define(⟦`confTO IDENT'⟧, `0s')dnl") },
      fixed: { "sendmail.mc": mc("define(`confTO_IDENT', `0s')dnl") },
    },
    "a dash for the underscore": {
      files: { "sendmail.mc": mc("define(⟦`SMART-HOST'⟧, `relay.example.net')dnl") },
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "two settings in one define": {
      files: { "sendmail.mc": mc("define(⟦`SMART_HOST; MAIL_HUB'⟧, `relay.example.net')dnl") },
      message: /one define for each/,
    },
    "two parentheses": {
      files: { "sendmail.mc": mc("define(⟦(`SMART_HOST', `relay.example.net')⟧)dnl") },
      message: /second parenthesis/,
    },
    "no comma after a setting": {
      files: { "sendmail.mc": mc("define(⟦`SMART_HOST' `relay.example.net'⟧)dnl") },
      message: /no comma/,
      severity: "warning",
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "an equals sign for the comma": {
      files: { "sendmail.mc": mc("define(⟦`confMAX_HOP'=`30'⟧)dnl") },
      fixed: { "sendmail.mc": mc("define(`confMAX_HOP', `30')dnl") },
    },
    "both in one pair of quotes": {
      files: { "sendmail.mc": mc("define(⟦`confMAX_HOP 30'⟧)dnl") },
      fixed: { "sendmail.mc": mc("define(`confMAX_HOP', `30')dnl") },
    },
    "no comma after a feature": {
      files: { "sendmail.mc": mc("FEATURE(⟦`mailertable' `hash -o /etc/mail/mailertable'⟧)dnl") },
      message: /no comma/,
      fixed: { "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl") },
    },
    "parentheses twice": {
      files: { "sendmail.mc": mc("FEATURE(⟦(`redirect')⟧)dnl") },
      fixed: { "sendmail.mc": mc("FEATURE(`redirect')dnl") },
    },
    "several mailers": {
      files: { "sendmail.mc": `OSTYPE(\`linux')dnl\nMAILER(\`local', ⟦\`smtp', \`procmail'⟧)dnl\n` },
      message: /smtp and procmail are not included/,
      fixed: {
        "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\nMAILER(`procmail')dnl\n",
      },
    },
    "a value for what is taken away": {
      files: { "sendmail.mc": mc("undefine(`SMART_HOST', ⟦`relay.example.net'⟧)dnl") },
      message: /not set/,
      fixed: { "sendmail.mc": mc("define(`SMART_HOST', `relay.example.net')dnl") },
    },
    "a space in what is taken away": {
      files: { "sendmail.mc": mc("undefine(⟦`confMAX_HOP '⟧)dnl") },
      severity: "warning",
      fixed: { "sendmail.mc": mc("undefine(`confMAX_HOP')dnl") },
    },
    "angle brackets": { "sendmail.mc": mc("FEATURE(⟦`<redirect>'⟧)dnl") },
  },
  silent: {
    "a setting without quotes that has no value yet": {
      "sendmail.mc": mc("define(SMART_HOST, `relay.example.net')dnl"),
    },
    "a define without a value": { "sendmail.mc": mc("define(`SMART_HOST')dnl", "define(`confMAX_HOP',)dnl") },
    "names, and spaces after commas": {
      "sendmail.mc": mc(
        "FEATURE( `access_db', `hash -o /etc/mail/access' )dnl",
        "define( `SMART_HOST', `relay.example.net' )dnl",
      ),
    },
    "a mailer that is used under another name": {
      "sendmail.mc": `OSTYPE(\`linux')dnl\nMAILER(\`local')dnl\nMAILER(\`usenet', \`news')dnl\n`,
    },
    "several names that are taken away": { "sendmail.mc": mc("undefine(`SMART_HOST', `MAIL_HUB')dnl") },
    "names of one's own": { "sendmail.mc": mc("define(`my name', `x')dnl") },
  },
});
