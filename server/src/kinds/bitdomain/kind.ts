// The domains of BITNET hosts.
import { pseudoDomainKind } from "../pseudo-domain.ts";

export const kind = pseudoDomainKind("bitdomain", "BITNET");
