import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

testRule(rule, {
  finds: {
    "a grant": {
      files: { access: "⟦Connect: 192.168.1⟧ RELAY\n" },
      message: /says nothing about 192\.168\.1/,
      fixes: ["Remove the space after Connect: lets 192.168.1 relay to anywhere"],
      fixed: { access: "Connect:192.168.1 RELAY\n" },
    },
    "a TLS exemption, which keeps its host": {
      files: { access: "⟦Try_TLS: other.example⟧ NO\n" },
      fixed: { access: "Try_TLS:other.example NO\n" },
    },
    "a limit, which keeps its network": {
      files: { access: "⟦ClientRate:\t10.0.0⟧ 5\n" },
      fixed: { access: "ClientRate:10.0.0 5\n" },
    },
    "a space before the colon": {
      files: { access: "⟦Connect :192.168.1⟧ RELAY\n" },
      message: /before the colon/,
      fixed: { access: "Connect:192.168.1 RELAY\n" },
    },
  },
  silent: {
    "a host that is called like a tag": { access: "connect 550 go away\n" },
    "defaults, which have no key": { access: "ClientRate: 10\nSrv_Features: V S\nGreetPause: 5000\n" },
    "a text": { access: "Connect: 550 5.7.1 go away\nFrom: ERROR:5.7.1:550 no\n" },
    "no space": { access: "Connect:192.168.1 RELAY\n" },
  },
});
