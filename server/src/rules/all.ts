// Every rule with its page. Written by scripts/rules.mjs from the rule folders; do not edit.
import { rule as accessCidr } from "./access-cidr/index.ts";
import accessCidrPage from "./access-cidr/README.md";
import { rule as accessDuplicateKey } from "./access-duplicate-key/index.ts";
import accessDuplicateKeyPage from "./access-duplicate-key/README.md";
import { rule as accessInlineComment } from "./access-inline-comment/index.ts";
import accessInlineCommentPage from "./access-inline-comment/README.md";
import { rule as accessSyntax } from "./access-syntax/index.ts";
import accessSyntaxPage from "./access-syntax/README.md";
import { rule as accessUnknownAction } from "./access-unknown-action/index.ts";
import accessUnknownActionPage from "./access-unknown-action/README.md";
import { rule as accessUnknownTag } from "./access-unknown-tag/index.ts";
import accessUnknownTagPage from "./access-unknown-tag/README.md";
import { rule as accessWildcard } from "./access-wildcard/index.ts";
import accessWildcardPage from "./access-wildcard/README.md";
import { rule as classCidr } from "./class-cidr/index.ts";
import classCidrPage from "./class-cidr/README.md";
import { rule as classSecondWord } from "./class-second-word/index.ts";
import classSecondWordPage from "./class-second-word/README.md";
import { rule as classWildcard } from "./class-wildcard/index.ts";
import classWildcardPage from "./class-wildcard/README.md";
import { rule as relayBasedOnMx } from "./relay-based-on-mx/index.ts";
import relayBasedOnMxPage from "./relay-based-on-mx/README.md";
import { rule as relayEntireDomain } from "./relay-entire-domain/index.ts";
import relayEntireDomainPage from "./relay-entire-domain/README.md";
import { rule as relayFreeMail } from "./relay-free-mail/index.ts";
import relayFreeMailPage from "./relay-free-mail/README.md";
import { rule as relayLocalFrom } from "./relay-local-from/index.ts";
import relayLocalFromPage from "./relay-local-from/README.md";
import { rule as relayLooseCheck } from "./relay-loose-check/index.ts";
import relayLooseCheckPage from "./relay-loose-check/README.md";
import { rule as relayMailFrom } from "./relay-mail-from/index.ts";
import relayMailFromPage from "./relay-mail-from/README.md";
import { rule as relayPromiscuous } from "./relay-promiscuous/index.ts";
import relayPromiscuousPage from "./relay-promiscuous/README.md";
import { rule as relayPublicSuffix } from "./relay-public-suffix/index.ts";
import relayPublicSuffixPage from "./relay-public-suffix/README.md";
import { rule as relayWideNetwork } from "./relay-wide-network/index.ts";
import relayWideNetworkPage from "./relay-wide-network/README.md";
import { rule as senderUnqualified } from "./sender-unqualified/index.ts";
import senderUnqualifiedPage from "./sender-unqualified/README.md";
import { rule as senderUnresolvable } from "./sender-unresolvable/index.ts";
import senderUnresolvablePage from "./sender-unresolvable/README.md";
import { rule as siteUnusedSuppression } from "./site-unused-suppression/index.ts";
import siteUnusedSuppressionPage from "./site-unused-suppression/README.md";
import type { Rule } from "./types.ts";

export const ALL_RULES: readonly { readonly rule: Rule; readonly page: string }[] = [
  { rule: accessCidr, page: accessCidrPage },
  { rule: accessDuplicateKey, page: accessDuplicateKeyPage },
  { rule: accessInlineComment, page: accessInlineCommentPage },
  { rule: accessSyntax, page: accessSyntaxPage },
  { rule: accessUnknownAction, page: accessUnknownActionPage },
  { rule: accessUnknownTag, page: accessUnknownTagPage },
  { rule: accessWildcard, page: accessWildcardPage },
  { rule: classCidr, page: classCidrPage },
  { rule: classSecondWord, page: classSecondWordPage },
  { rule: classWildcard, page: classWildcardPage },
  { rule: relayBasedOnMx, page: relayBasedOnMxPage },
  { rule: relayEntireDomain, page: relayEntireDomainPage },
  { rule: relayFreeMail, page: relayFreeMailPage },
  { rule: relayLocalFrom, page: relayLocalFromPage },
  { rule: relayLooseCheck, page: relayLooseCheckPage },
  { rule: relayMailFrom, page: relayMailFromPage },
  { rule: relayPromiscuous, page: relayPromiscuousPage },
  { rule: relayPublicSuffix, page: relayPublicSuffixPage },
  { rule: relayWideNetwork, page: relayWideNetworkPage },
  { rule: senderUnqualified, page: senderUnqualifiedPage },
  { rule: senderUnresolvable, page: senderUnresolvablePage },
  { rule: siteUnusedSuppression, page: siteUnusedSuppressionPage },
];
