// The domains of UUCP hosts.
import { pseudoDomainKind } from "../pseudo-domain.ts";

export const kind = pseudoDomainKind("uudomain", "UUCP");
