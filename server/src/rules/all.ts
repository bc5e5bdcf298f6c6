// Every rule with its page. Written by scripts/rules.mjs from the rule folders; do not edit.
import { rule as accessBlocklistOff } from "./access-blocklist-off/index.ts";
import accessBlocklistOffPage from "./access-blocklist-off/README.md";
import { rule as accessBracketedAddress } from "./access-bracketed-address/index.ts";
import accessBracketedAddressPage from "./access-bracketed-address/README.md";
import { rule as accessDuplicateKey } from "./access-duplicate-key/index.ts";
import accessDuplicateKeyPage from "./access-duplicate-key/README.md";
import { rule as accessFeatureLetters } from "./access-feature-letters/index.ts";
import accessFeatureLettersPage from "./access-feature-letters/README.md";
import { rule as accessFromRelay } from "./access-from-relay/index.ts";
import accessFromRelayPage from "./access-from-relay/README.md";
import { rule as accessFullAddressRelay } from "./access-full-address-relay/index.ts";
import accessFullAddressRelayPage from "./access-full-address-relay/README.md";
import { rule as accessInvalidKey } from "./access-invalid-key/index.ts";
import accessInvalidKeyPage from "./access-invalid-key/README.md";
import { rule as accessMissingReplyCode } from "./access-missing-reply-code/index.ts";
import accessMissingReplyCodePage from "./access-missing-reply-code/README.md";
import { rule as accessRateValue } from "./access-rate-value/index.ts";
import accessRateValuePage from "./access-rate-value/README.md";
import { rule as accessRedundant } from "./access-redundant/index.ts";
import accessRedundantPage from "./access-redundant/README.md";
import { rule as accessReplyCode } from "./access-reply-code/index.ts";
import accessReplyCodePage from "./access-reply-code/README.md";
import { rule as accessSkipOff } from "./access-skip-off/index.ts";
import accessSkipOffPage from "./access-skip-off/README.md";
import { rule as accessSmuggling } from "./access-smuggling/index.ts";
import accessSmugglingPage from "./access-smuggling/README.md";
import { rule as accessSpaceAfterTag } from "./access-space-after-tag/index.ts";
import accessSpaceAfterTagPage from "./access-space-after-tag/README.md";
import { rule as accessSyntax } from "./access-syntax/index.ts";
import accessSyntaxPage from "./access-syntax/README.md";
import { rule as accessTagOff } from "./access-tag-off/index.ts";
import accessTagOffPage from "./access-tag-off/README.md";
import { rule as accessTlsValue } from "./access-tls-value/index.ts";
import accessTlsValuePage from "./access-tls-value/README.md";
import { rule as accessTrailingText } from "./access-trailing-text/index.ts";
import accessTrailingTextPage from "./access-trailing-text/README.md";
import { rule as accessUnknownAction } from "./access-unknown-action/index.ts";
import accessUnknownActionPage from "./access-unknown-action/README.md";
import { rule as accessUnknownTag } from "./access-unknown-tag/index.ts";
import accessUnknownTagPage from "./access-unknown-tag/README.md";
import { rule as accessUnknownValue } from "./access-unknown-value/index.ts";
import accessUnknownValuePage from "./access-unknown-value/README.md";
import { rule as accessUntaggedRelay } from "./access-untagged-relay/index.ts";
import accessUntaggedRelayPage from "./access-untagged-relay/README.md";
import { rule as accessWrongKey } from "./access-wrong-key/index.ts";
import accessWrongKeyPage from "./access-wrong-key/README.md";
import { rule as aliasesBadTarget } from "./aliases-bad-target/index.ts";
import aliasesBadTargetPage from "./aliases-bad-target/README.md";
import { rule as aliasesContinuedLine } from "./aliases-continued-line/index.ts";
import aliasesContinuedLinePage from "./aliases-continued-line/README.md";
import { rule as aliasesDecode } from "./aliases-decode/index.ts";
import aliasesDecodePage from "./aliases-decode/README.md";
import { rule as aliasesDuplicateKey } from "./aliases-duplicate-key/index.ts";
import aliasesDuplicateKeyPage from "./aliases-duplicate-key/README.md";
import { rule as aliasesInclude } from "./aliases-include/index.ts";
import aliasesIncludePage from "./aliases-include/README.md";
import { rule as aliasesInlineComment } from "./aliases-inline-comment/index.ts";
import aliasesInlineCommentPage from "./aliases-inline-comment/README.md";
import { rule as aliasesItself } from "./aliases-itself/index.ts";
import aliasesItselfPage from "./aliases-itself/README.md";
import { rule as aliasesLoop } from "./aliases-loop/index.ts";
import aliasesLoopPage from "./aliases-loop/README.md";
import { rule as aliasesNoPostmaster } from "./aliases-no-postmaster/index.ts";
import aliasesNoPostmasterPage from "./aliases-no-postmaster/README.md";
import { rule as aliasesNotLocal } from "./aliases-not-local/index.ts";
import aliasesNotLocalPage from "./aliases-not-local/README.md";
import { rule as aliasesRootUnaliased } from "./aliases-root-unaliased/index.ts";
import aliasesRootUnaliasedPage from "./aliases-root-unaliased/README.md";
import { rule as aliasesShadowed } from "./aliases-shadowed/index.ts";
import aliasesShadowedPage from "./aliases-shadowed/README.md";
import { rule as aliasesSmrshCharacter } from "./aliases-smrsh-character/index.ts";
import aliasesSmrshCharacterPage from "./aliases-smrsh-character/README.md";
import { rule as aliasesSmrshProgram } from "./aliases-smrsh-program/index.ts";
import aliasesSmrshProgramPage from "./aliases-smrsh-program/README.md";
import { rule as aliasesSpacedName } from "./aliases-spaced-name/index.ts";
import aliasesSpacedNamePage from "./aliases-spaced-name/README.md";
import { rule as aliasesSyntax } from "./aliases-syntax/index.ts";
import aliasesSyntaxPage from "./aliases-syntax/README.md";
import { rule as aliasesUnknownUser } from "./aliases-unknown-user/index.ts";
import aliasesUnknownUserPage from "./aliases-unknown-user/README.md";
import { rule as aliasesUnquotedCommand } from "./aliases-unquoted-command/index.ts";
import aliasesUnquotedCommandPage from "./aliases-unquoted-command/README.md";
import { rule as aliasesUnusableTarget } from "./aliases-unusable-target/index.ts";
import aliasesUnusableTargetPage from "./aliases-unusable-target/README.md";
import { rule as aliasesWildcard } from "./aliases-wildcard/index.ts";
import aliasesWildcardPage from "./aliases-wildcard/README.md";
import { rule as authNoSubmissionPort } from "./auth-no-submission-port/index.ts";
import authNoSubmissionPortPage from "./auth-no-submission-port/README.md";
import { rule as authNotOffered } from "./auth-not-offered/index.ts";
import authNotOfferedPage from "./auth-not-offered/README.md";
import { rule as authNotTrusted } from "./auth-not-trusted/index.ts";
import authNotTrustedPage from "./auth-not-trusted/README.md";
import { rule as authPasswordInAccess } from "./auth-password-in-access/index.ts";
import authPasswordInAccessPage from "./auth-password-in-access/README.md";
import { rule as authPlainWithoutTls } from "./auth-plain-without-tls/index.ts";
import authPlainWithoutTlsPage from "./auth-plain-without-tls/README.md";
import { rule as authRequiredOnSmtpPort } from "./auth-required-on-smtp-port/index.ts";
import authRequiredOnSmtpPortPage from "./auth-required-on-smtp-port/README.md";
import { rule as authUnknownMechanism } from "./auth-unknown-mechanism/index.ts";
import authUnknownMechanismPage from "./auth-unknown-mechanism/README.md";
import { rule as authWeakMechanism } from "./auth-weak-mechanism/index.ts";
import authWeakMechanismPage from "./auth-weak-mechanism/README.md";
import { rule as authWithoutTls } from "./auth-without-tls/index.ts";
import authWithoutTlsPage from "./auth-without-tls/README.md";
import { rule as authinfoBadLogin } from "./authinfo-bad-login/index.ts";
import authinfoBadLoginPage from "./authinfo-bad-login/README.md";
import { rule as authinfoDuplicateKey } from "./authinfo-duplicate-key/index.ts";
import authinfoDuplicateKeyPage from "./authinfo-duplicate-key/README.md";
import { rule as authinfoInvalidKey } from "./authinfo-invalid-key/index.ts";
import authinfoInvalidKeyPage from "./authinfo-invalid-key/README.md";
import { rule as authinfoMechanism } from "./authinfo-mechanism/index.ts";
import authinfoMechanismPage from "./authinfo-mechanism/README.md";
import { rule as authinfoOtherServer } from "./authinfo-other-server/index.ts";
import authinfoOtherServerPage from "./authinfo-other-server/README.md";
import { rule as authinfoPlaceholder } from "./authinfo-placeholder/index.ts";
import authinfoPlaceholderPage from "./authinfo-placeholder/README.md";
import { rule as authinfoReadable } from "./authinfo-readable/index.ts";
import authinfoReadablePage from "./authinfo-readable/README.md";
import { rule as authinfoSyntax } from "./authinfo-syntax/index.ts";
import authinfoSyntaxPage from "./authinfo-syntax/README.md";
import { rule as cfDuplicateMailer } from "./cf-duplicate-mailer/index.ts";
import cfDuplicateMailerPage from "./cf-duplicate-mailer/README.md";
import { rule as cfEmptyClass } from "./cf-empty-class/index.ts";
import cfEmptyClassPage from "./cf-empty-class/README.md";
import { rule as cfEndlessRule } from "./cf-endless-rule/index.ts";
import cfEndlessRulePage from "./cf-endless-rule/README.md";
import { rule as cfMissingRuleset } from "./cf-missing-ruleset/index.ts";
import cfMissingRulesetPage from "./cf-missing-ruleset/README.md";
import { rule as cfRuleWithoutTab } from "./cf-rule-without-tab/index.ts";
import cfRuleWithoutTabPage from "./cf-rule-without-tab/README.md";
import { rule as cfSyntax } from "./cf-syntax/index.ts";
import cfSyntaxPage from "./cf-syntax/README.md";
import { rule as cfUncalledRuleset } from "./cf-uncalled-ruleset/index.ts";
import cfUncalledRulesetPage from "./cf-uncalled-ruleset/README.md";
import { rule as cfUnreachableRule } from "./cf-unreachable-rule/index.ts";
import cfUnreachableRulePage from "./cf-unreachable-rule/README.md";
import { rule as classDuplicate } from "./class-duplicate/index.ts";
import classDuplicatePage from "./class-duplicate/README.md";
import { rule as classInvalidName } from "./class-invalid-name/index.ts";
import classInvalidNamePage from "./class-invalid-name/README.md";
import { rule as classLocalAddress } from "./class-local-address/index.ts";
import classLocalAddressPage from "./class-local-address/README.md";
import { rule as classLocalRelay } from "./class-local-relay/index.ts";
import classLocalRelayPage from "./class-local-relay/README.md";
import { rule as classProviderDomain } from "./class-provider-domain/index.ts";
import classProviderDomainPage from "./class-provider-domain/README.md";
import { rule as classSecondWord } from "./class-second-word/index.ts";
import classSecondWordPage from "./class-second-word/README.md";
import { rule as dnsblAnswerWithoutDot } from "./dnsbl-answer-without-dot/index.ts";
import dnsblAnswerWithoutDotPage from "./dnsbl-answer-without-dot/README.md";
import { rule as dnsblAnyAnswer } from "./dnsbl-any-answer/index.ts";
import dnsblAnyAnswerPage from "./dnsbl-any-answer/README.md";
import { rule as dnsblBeforeAuth } from "./dnsbl-before-auth/index.ts";
import dnsblBeforeAuthPage from "./dnsbl-before-auth/README.md";
import { rule as dnsblDead } from "./dnsbl-dead/index.ts";
import dnsblDeadPage from "./dnsbl-dead/README.md";
import { rule as dnsblLostMessage } from "./dnsbl-lost-message/index.ts";
import dnsblLostMessagePage from "./dnsbl-lost-message/README.md";
import { rule as dnsblWrongList } from "./dnsbl-wrong-list/index.ts";
import dnsblWrongListPage from "./dnsbl-wrong-list/README.md";
import { rule as domaintableChain } from "./domaintable-chain/index.ts";
import domaintableChainPage from "./domaintable-chain/README.md";
import { rule as domaintableDuplicateKey } from "./domaintable-duplicate-key/index.ts";
import domaintableDuplicateKeyPage from "./domaintable-duplicate-key/README.md";
import { rule as domaintableInlineComment } from "./domaintable-inline-comment/index.ts";
import domaintableInlineCommentPage from "./domaintable-inline-comment/README.md";
import { rule as domaintableInvalidKey } from "./domaintable-invalid-key/index.ts";
import domaintableInvalidKeyPage from "./domaintable-invalid-key/README.md";
import { rule as domaintableOwnDomain } from "./domaintable-own-domain/index.ts";
import domaintableOwnDomainPage from "./domaintable-own-domain/README.md";
import { rule as domaintableSyntax } from "./domaintable-syntax/index.ts";
import domaintableSyntaxPage from "./domaintable-syntax/README.md";
import { rule as domaintableValue } from "./domaintable-value/index.ts";
import domaintableValuePage from "./domaintable-value/README.md";
import { rule as errorheaderDollar } from "./errorheader-dollar/index.ts";
import errorheaderDollarPage from "./errorheader-dollar/README.md";
import { rule as genericstableDuplicateKey } from "./genericstable-duplicate-key/index.ts";
import genericstableDuplicateKeyPage from "./genericstable-duplicate-key/README.md";
import { rule as genericstableInlineComment } from "./genericstable-inline-comment/index.ts";
import genericstableInlineCommentPage from "./genericstable-inline-comment/README.md";
import { rule as genericstableInvalidKey } from "./genericstable-invalid-key/index.ts";
import genericstableInvalidKeyPage from "./genericstable-invalid-key/README.md";
import { rule as genericstableSyntax } from "./genericstable-syntax/index.ts";
import genericstableSyntaxPage from "./genericstable-syntax/README.md";
import { rule as genericstableUnaskedDomain } from "./genericstable-unasked-domain/index.ts";
import genericstableUnaskedDomainPage from "./genericstable-unasked-domain/README.md";
import { rule as genericstableValue } from "./genericstable-value/index.ts";
import genericstableValuePage from "./genericstable-value/README.md";
import { rule as helpfileTopic } from "./helpfile-topic/index.ts";
import helpfileTopicPage from "./helpfile-topic/README.md";
import { rule as m4BadArgument } from "./m4-bad-argument/index.ts";
import m4BadArgumentPage from "./m4-bad-argument/README.md";
import { rule as m4ExcessArguments } from "./m4-excess-arguments/index.ts";
import m4ExcessArgumentsPage from "./m4-excess-arguments/README.md";
import { rule as m4InvisibleCharacter } from "./m4-invisible-character/index.ts";
import m4InvisibleCharacterPage from "./m4-invisible-character/README.md";
import { rule as m4JoinedDnl } from "./m4-joined-dnl/index.ts";
import m4JoinedDnlPage from "./m4-joined-dnl/README.md";
import { rule as m4LiveComment } from "./m4-live-comment/index.ts";
import m4LiveCommentPage from "./m4-live-comment/README.md";
import { rule as m4LostText } from "./m4-lost-text/index.ts";
import m4LostTextPage from "./m4-lost-text/README.md";
import { rule as m4Runaway } from "./m4-runaway/index.ts";
import m4RunawayPage from "./m4-runaway/README.md";
import { rule as m4RunsProgram } from "./m4-runs-program/index.ts";
import m4RunsProgramPage from "./m4-runs-program/README.md";
import { rule as m4SpaceBeforeParenthesis } from "./m4-space-before-parenthesis/index.ts";
import m4SpaceBeforeParenthesisPage from "./m4-space-before-parenthesis/README.md";
import { rule as m4StrayText } from "./m4-stray-text/index.ts";
import m4StrayTextPage from "./m4-stray-text/README.md";
import { rule as m4UnterminatedCall } from "./m4-unterminated-call/index.ts";
import m4UnterminatedCallPage from "./m4-unterminated-call/README.md";
import { rule as m4UnterminatedQuote } from "./m4-unterminated-quote/index.ts";
import m4UnterminatedQuotePage from "./m4-unterminated-quote/README.md";
import { rule as m4WrongQuotes } from "./m4-wrong-quotes/index.ts";
import m4WrongQuotesPage from "./m4-wrong-quotes/README.md";
import { rule as mailertableBadHost } from "./mailertable-bad-host/index.ts";
import mailertableBadHostPage from "./mailertable-bad-host/README.md";
import { rule as mailertableDuplicateKey } from "./mailertable-duplicate-key/index.ts";
import mailertableDuplicateKeyPage from "./mailertable-duplicate-key/README.md";
import { rule as mailertableEmptyPrefix } from "./mailertable-empty-prefix/index.ts";
import mailertableEmptyPrefixPage from "./mailertable-empty-prefix/README.md";
import { rule as mailertableErrorReply } from "./mailertable-error-reply/index.ts";
import mailertableErrorReplyPage from "./mailertable-error-reply/README.md";
import { rule as mailertableInlineComment } from "./mailertable-inline-comment/index.ts";
import mailertableInlineCommentPage from "./mailertable-inline-comment/README.md";
import { rule as mailertableInvalidKey } from "./mailertable-invalid-key/index.ts";
import mailertableInvalidKeyPage from "./mailertable-invalid-key/README.md";
import { rule as mailertableLocalDomain } from "./mailertable-local-domain/index.ts";
import mailertableLocalDomainPage from "./mailertable-local-domain/README.md";
import { rule as mailertableNoMailer } from "./mailertable-no-mailer/index.ts";
import mailertableNoMailerPage from "./mailertable-no-mailer/README.md";
import { rule as mailertableOwnHost } from "./mailertable-own-host/index.ts";
import mailertableOwnHostPage from "./mailertable-own-host/README.md";
import { rule as mailertablePort } from "./mailertable-port/index.ts";
import mailertablePortPage from "./mailertable-port/README.md";
import { rule as mailertableSyntax } from "./mailertable-syntax/index.ts";
import mailertableSyntaxPage from "./mailertable-syntax/README.md";
import { rule as mailertableUnknownMailer } from "./mailertable-unknown-mailer/index.ts";
import mailertableUnknownMailerPage from "./mailertable-unknown-mailer/README.md";
import { rule as mcAccessDbTmpf } from "./mc-access-db-tmpf/index.ts";
import mcAccessDbTmpfPage from "./mc-access-db-tmpf/README.md";
import { rule as mcBlameFlags } from "./mc-blame-flags/index.ts";
import mcBlameFlagsPage from "./mc-blame-flags/README.md";
import { rule as mcClassMember } from "./mc-class-member/index.ts";
import mcClassMemberPage from "./mc-class-member/README.md";
import { rule as mcCompoundValue } from "./mc-compound-value/index.ts";
import mcCompoundValuePage from "./mc-compound-value/README.md";
import { rule as mcConflict } from "./mc-conflict/index.ts";
import mcConflictPage from "./mc-conflict/README.md";
import { rule as mcDeadRuleset } from "./mc-dead-ruleset/index.ts";
import mcDeadRulesetPage from "./mc-dead-ruleset/README.md";
import { rule as mcDefaultUserRoot } from "./mc-default-user-root/index.ts";
import mcDefaultUserRootPage from "./mc-default-user-root/README.md";
import { rule as mcDefinedMacro } from "./mc-defined-macro/index.ts";
import mcDefinedMacroPage from "./mc-defined-macro/README.md";
import { rule as mcDeprecated } from "./mc-deprecated/index.ts";
import mcDeprecatedPage from "./mc-deprecated/README.md";
import { rule as mcDuplicateFeature } from "./mc-duplicate-feature/index.ts";
import mcDuplicateFeaturePage from "./mc-duplicate-feature/README.md";
import { rule as mcDuplicateMailer } from "./mc-duplicate-mailer/index.ts";
import mcDuplicateMailerPage from "./mc-duplicate-mailer/README.md";
import { rule as mcDuplicateOstype } from "./mc-duplicate-ostype/index.ts";
import mcDuplicateOstypePage from "./mc-duplicate-ostype/README.md";
import { rule as mcFeatureAfterMailer } from "./mc-feature-after-mailer/index.ts";
import mcFeatureAfterMailerPage from "./mc-feature-after-mailer/README.md";
import { rule as mcFilterList } from "./mc-filter-list/index.ts";
import mcFilterListPage from "./mc-filter-list/README.md";
import { rule as mcFilterWithoutSocket } from "./mc-filter-without-socket/index.ts";
import mcFilterWithoutSocketPage from "./mc-filter-without-socket/README.md";
import { rule as mcGreetPauseOrder } from "./mc-greet-pause-order/index.ts";
import mcGreetPauseOrderPage from "./mc-greet-pause-order/README.md";
import { rule as mcJoinedLine } from "./mc-joined-line/index.ts";
import mcJoinedLinePage from "./mc-joined-line/README.md";
import { rule as mcLateLuserRelay } from "./mc-late-luser-relay/index.ts";
import mcLateLuserRelayPage from "./mc-late-luser-relay/README.md";
import { rule as mcLateSetting } from "./mc-late-setting/index.ts";
import mcLateSettingPage from "./mc-late-setting/README.md";
import { rule as mcLdapDefaultSpec } from "./mc-ldap-default-spec/index.ts";
import mcLdapDefaultSpecPage from "./mc-ldap-default-spec/README.md";
import { rule as mcLimitWithoutEntries } from "./mc-limit-without-entries/index.ts";
import mcLimitWithoutEntriesPage from "./mc-limit-without-entries/README.md";
import { rule as mcLowLogLevel } from "./mc-low-log-level/index.ts";
import mcLowLogLevelPage from "./mc-low-log-level/README.md";
import { rule as mcMailerFlags } from "./mc-mailer-flags/index.ts";
import mcMailerFlagsPage from "./mc-mailer-flags/README.md";
import { rule as mcMailerPort } from "./mc-mailer-port/index.ts";
import mcMailerPortPage from "./mc-mailer-port/README.md";
import { rule as mcMilterMacros } from "./mc-milter-macros/index.ts";
import mcMilterMacrosPage from "./mc-milter-macros/README.md";
import { rule as mcMissingAccessDb } from "./mc-missing-access-db/index.ts";
import mcMissingAccessDbPage from "./mc-missing-access-db/README.md";
import { rule as mcMissingArgument } from "./mc-missing-argument/index.ts";
import mcMissingArgumentPage from "./mc-missing-argument/README.md";
import { rule as mcMissingDelayChecks } from "./mc-missing-delay-checks/index.ts";
import mcMissingDelayChecksPage from "./mc-missing-delay-checks/README.md";
import { rule as mcMissingInclude } from "./mc-missing-include/index.ts";
import mcMissingIncludePage from "./mc-missing-include/README.md";
import { rule as mcMissingMailer } from "./mc-missing-mailer/index.ts";
import mcMissingMailerPage from "./mc-missing-mailer/README.md";
import { rule as mcMissingName } from "./mc-missing-name/index.ts";
import mcMissingNamePage from "./mc-missing-name/README.md";
import { rule as mcMissingOstype } from "./mc-missing-ostype/index.ts";
import mcMissingOstypePage from "./mc-missing-ostype/README.md";
import { rule as mcNewerVersion } from "./mc-newer-version/index.ts";
import mcNewerVersionPage from "./mc-newer-version/README.md";
import { rule as mcNoLibrary } from "./mc-no-library/index.ts";
import mcNoLibraryPage from "./mc-no-library/README.md";
import { rule as mcOpenCondition } from "./mc-open-condition/index.ts";
import mcOpenConditionPage from "./mc-open-condition/README.md";
import { rule as mcOstypeOverrides } from "./mc-ostype-overrides/index.ts";
import mcOstypeOverridesPage from "./mc-ostype-overrides/README.md";
import { rule as mcOverriddenSetting } from "./mc-overridden-setting/index.ts";
import mcOverriddenSettingPage from "./mc-overridden-setting/README.md";
import { rule as mcOwnSmartHost } from "./mc-own-smart-host/index.ts";
import mcOwnSmartHostPage from "./mc-own-smart-host/README.md";
import { rule as mcPortTwice } from "./mc-port-twice/index.ts";
import mcPortTwicePage from "./mc-port-twice/README.md";
import { rule as mcQueueGroup } from "./mc-queue-group/index.ts";
import mcQueueGroupPage from "./mc-queue-group/README.md";
import { rule as mcRefusedLine } from "./mc-refused-line/index.ts";
import mcRefusedLinePage from "./mc-refused-line/README.md";
import { rule as mcRemoved } from "./mc-removed/index.ts";
import mcRemovedPage from "./mc-removed/README.md";
import { rule as mcRenamed } from "./mc-renamed/index.ts";
import mcRenamedPage from "./mc-renamed/README.md";
import { rule as mcReplacedWord } from "./mc-replaced-word/index.ts";
import mcReplacedWordPage from "./mc-replaced-word/README.md";
import { rule as mcRuleWithoutTab } from "./mc-rule-without-tab/index.ts";
import mcRuleWithoutTabPage from "./mc-rule-without-tab/README.md";
import { rule as mcRulesBeforeMailer } from "./mc-rules-before-mailer/index.ts";
import mcRulesBeforeMailerPage from "./mc-rules-before-mailer/README.md";
import { rule as mcSampleDomain } from "./mc-sample-domain/index.ts";
import mcSampleDomainPage from "./mc-sample-domain/README.md";
import { rule as mcSshMailer } from "./mc-ssh-mailer/index.ts";
import mcSshMailerPage from "./mc-ssh-mailer/README.md";
import { rule as mcTinyLimit } from "./mc-tiny-limit/index.ts";
import mcTinyLimitPage from "./mc-tiny-limit/README.md";
import { rule as mcUnknownCfOption } from "./mc-unknown-cf-option/index.ts";
import mcUnknownCfOptionPage from "./mc-unknown-cf-option/README.md";
import { rule as mcUnknownKey } from "./mc-unknown-key/index.ts";
import mcUnknownKeyPage from "./mc-unknown-key/README.md";
import { rule as mcUnknownMacro } from "./mc-unknown-macro/index.ts";
import mcUnknownMacroPage from "./mc-unknown-macro/README.md";
import { rule as mcUnknownModifier } from "./mc-unknown-modifier/index.ts";
import mcUnknownModifierPage from "./mc-unknown-modifier/README.md";
import { rule as mcUnknownName } from "./mc-unknown-name/index.ts";
import mcUnknownNamePage from "./mc-unknown-name/README.md";
import { rule as mcUnknownOption } from "./mc-unknown-option/index.ts";
import mcUnknownOptionPage from "./mc-unknown-option/README.md";
import { rule as mcUnknownWord } from "./mc-unknown-word/index.ts";
import mcUnknownWordPage from "./mc-unknown-word/README.md";
import { rule as mcUnqualifiedName } from "./mc-unqualified-name/index.ts";
import mcUnqualifiedNamePage from "./mc-unqualified-name/README.md";
import { rule as mcUnsafeQueue } from "./mc-unsafe-queue/index.ts";
import mcUnsafeQueuePage from "./mc-unsafe-queue/README.md";
import { rule as mcUucpOrder } from "./mc-uucp-order/index.ts";
import mcUucpOrderPage from "./mc-uucp-order/README.md";
import { rule as mcWithoutPartner } from "./mc-without-partner/index.ts";
import mcWithoutPartnerPage from "./mc-without-partner/README.md";
import { rule as mcWrongArgument } from "./mc-wrong-argument/index.ts";
import mcWrongArgumentPage from "./mc-wrong-argument/README.md";
import { rule as mcWrongCase } from "./mc-wrong-case/index.ts";
import mcWrongCasePage from "./mc-wrong-case/README.md";
import { rule as mcWrongCharacters } from "./mc-wrong-characters/index.ts";
import mcWrongCharactersPage from "./mc-wrong-characters/README.md";
import { rule as mcWrongDaemon } from "./mc-wrong-daemon/index.ts";
import mcWrongDaemonPage from "./mc-wrong-daemon/README.md";
import { rule as mcWrongHost } from "./mc-wrong-host/index.ts";
import mcWrongHostPage from "./mc-wrong-host/README.md";
import { rule as mcWrongName } from "./mc-wrong-name/index.ts";
import mcWrongNamePage from "./mc-wrong-name/README.md";
import { rule as mcWrongPort } from "./mc-wrong-port/index.ts";
import mcWrongPortPage from "./mc-wrong-port/README.md";
import { rule as mcWrongValue } from "./mc-wrong-value/index.ts";
import mcWrongValuePage from "./mc-wrong-value/README.md";
import { rule as privacyDefaultFlags } from "./privacy-default-flags/index.ts";
import privacyDefaultFlagsPage from "./privacy-default-flags/README.md";
import { rule as privacyNoAuthwarnings } from "./privacy-no-authwarnings/index.ts";
import privacyNoAuthwarningsPage from "./privacy-no-authwarnings/README.md";
import { rule as privacyQueueVisible } from "./privacy-queue-visible/index.ts";
import privacyQueueVisiblePage from "./privacy-queue-visible/README.md";
import { rule as privacyVersionInGreeting } from "./privacy-version-in-greeting/index.ts";
import privacyVersionInGreetingPage from "./privacy-version-in-greeting/README.md";
import { rule as privacyVrfyExpn } from "./privacy-vrfy-expn/index.ts";
import privacyVrfyExpnPage from "./privacy-vrfy-expn/README.md";
import { rule as relayAcceptingRuleset } from "./relay-accepting-ruleset/index.ts";
import relayAcceptingRulesetPage from "./relay-accepting-ruleset/README.md";
import { rule as relayAnonymousLogin } from "./relay-anonymous-login/index.ts";
import relayAnonymousLoginPage from "./relay-anonymous-login/README.md";
import { rule as relayBasedOnMx } from "./relay-based-on-mx/index.ts";
import relayBasedOnMxPage from "./relay-based-on-mx/README.md";
import { rule as relayBestmxIsLocal } from "./relay-bestmx-is-local/index.ts";
import relayBestmxIsLocalPage from "./relay-bestmx-is-local/README.md";
import { rule as relayClassProgram } from "./relay-class-program/index.ts";
import relayClassProgramPage from "./relay-class-program/README.md";
import { rule as relayDeferredDelivery } from "./relay-deferred-delivery/index.ts";
import relayDeferredDeliveryPage from "./relay-deferred-delivery/README.md";
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
import { rule as relayNospecial } from "./relay-nospecial/index.ts";
import relayNospecialPage from "./relay-nospecial/README.md";
import { rule as relayOldVersion } from "./relay-old-version/index.ts";
import relayOldVersionPage from "./relay-old-version/README.md";
import { rule as relayOpen } from "./relay-open/index.ts";
import relayOpenPage from "./relay-open/README.md";
import { rule as relayPopBeforeSmtp } from "./relay-pop-before-smtp/index.ts";
import relayPopBeforeSmtpPage from "./relay-pop-before-smtp/README.md";
import { rule as relayPromiscuous } from "./relay-promiscuous/index.ts";
import relayPromiscuousPage from "./relay-promiscuous/README.md";
import { rule as relayPublicSuffix } from "./relay-public-suffix/index.ts";
import relayPublicSuffixPage from "./relay-public-suffix/README.md";
import { rule as relayWideNetwork } from "./relay-wide-network/index.ts";
import relayWideNetworkPage from "./relay-wide-network/README.md";
import { rule as senderBogusHelo } from "./sender-bogus-helo/index.ts";
import senderBogusHeloPage from "./sender-bogus-helo/README.md";
import { rule as senderCheckOff } from "./sender-check-off/index.ts";
import senderCheckOffPage from "./sender-check-off/README.md";
import { rule as senderUnqualified } from "./sender-unqualified/index.ts";
import senderUnqualifiedPage from "./sender-unqualified/README.md";
import { rule as senderUnresolvable } from "./sender-unresolvable/index.ts";
import senderUnresolvablePage from "./sender-unresolvable/README.md";
import { rule as siteCfVersion } from "./site-cf-version/index.ts";
import siteCfVersionPage from "./site-cf-version/README.md";
import { rule as siteForeignCf } from "./site-foreign-cf/index.ts";
import siteForeignCfPage from "./site-foreign-cf/README.md";
import { rule as siteListensEverywhere } from "./site-listens-everywhere/index.ts";
import siteListensEverywherePage from "./site-listens-everywhere/README.md";
import { rule as siteMapDuplicateKey } from "./site-map-duplicate-key/index.ts";
import siteMapDuplicateKeyPage from "./site-map-duplicate-key/README.md";
import { rule as siteMapInvalidKey } from "./site-map-invalid-key/index.ts";
import siteMapInvalidKeyPage from "./site-map-invalid-key/README.md";
import { rule as siteMapSyntax } from "./site-map-syntax/index.ts";
import siteMapSyntaxPage from "./site-map-syntax/README.md";
import { rule as siteMapType } from "./site-map-type/index.ts";
import siteMapTypePage from "./site-map-type/README.md";
import { rule as siteMissingFile } from "./site-missing-file/index.ts";
import siteMissingFilePage from "./site-missing-file/README.md";
import { rule as siteMissingMap } from "./site-missing-map/index.ts";
import siteMissingMapPage from "./site-missing-map/README.md";
import { rule as siteStaleCf } from "./site-stale-cf/index.ts";
import siteStaleCfPage from "./site-stale-cf/README.md";
import { rule as siteStaleMap } from "./site-stale-map/index.ts";
import siteStaleMapPage from "./site-stale-map/README.md";
import { rule as siteStartupOption } from "./site-startup-option/index.ts";
import siteStartupOptionPage from "./site-startup-option/README.md";
import { rule as siteSubmissionMismatch } from "./site-submission-mismatch/index.ts";
import siteSubmissionMismatchPage from "./site-submission-mismatch/README.md";
import { rule as siteUnreadAccess } from "./site-unread-access/index.ts";
import siteUnreadAccessPage from "./site-unread-access/README.md";
import { rule as siteUnreadAliases } from "./site-unread-aliases/index.ts";
import siteUnreadAliasesPage from "./site-unread-aliases/README.md";
import { rule as siteUnreadAuthinfo } from "./site-unread-authinfo/index.ts";
import siteUnreadAuthinfoPage from "./site-unread-authinfo/README.md";
import { rule as siteUnreadClass } from "./site-unread-class/index.ts";
import siteUnreadClassPage from "./site-unread-class/README.md";
import { rule as siteUnreadDomaintable } from "./site-unread-domaintable/index.ts";
import siteUnreadDomaintablePage from "./site-unread-domaintable/README.md";
import { rule as siteUnreadGenericstable } from "./site-unread-genericstable/index.ts";
import siteUnreadGenericstablePage from "./site-unread-genericstable/README.md";
import { rule as siteUnreadMailertable } from "./site-unread-mailertable/index.ts";
import siteUnreadMailertablePage from "./site-unread-mailertable/README.md";
import { rule as siteUnreadVirtusertable } from "./site-unread-virtusertable/index.ts";
import siteUnreadVirtusertablePage from "./site-unread-virtusertable/README.md";
import { rule as siteUnreadableFile } from "./site-unreadable-file/index.ts";
import siteUnreadableFilePage from "./site-unreadable-file/README.md";
import { rule as siteUnusedSuppression } from "./site-unused-suppression/index.ts";
import siteUnusedSuppressionPage from "./site-unused-suppression/README.md";
import { rule as siteVulnerableVersion } from "./site-vulnerable-version/index.ts";
import siteVulnerableVersionPage from "./site-vulnerable-version/README.md";
import { rule as siteWritableFile } from "./site-writable-file/index.ts";
import siteWritableFilePage from "./site-writable-file/README.md";
import { rule as siteWritableFolder } from "./site-writable-folder/index.ts";
import siteWritableFolderPage from "./site-writable-folder/README.md";
import { rule as tlsIncomplete } from "./tls-incomplete/index.ts";
import tlsIncompletePage from "./tls-incomplete/README.md";
import { rule as tlsNoProtocol } from "./tls-no-protocol/index.ts";
import tlsNoProtocolPage from "./tls-no-protocol/README.md";
import { rule as tlsOldProtocols } from "./tls-old-protocols/index.ts";
import tlsOldProtocolsPage from "./tls-old-protocols/README.md";
import { rule as tlsRelativePath } from "./tls-relative-path/index.ts";
import tlsRelativePathPage from "./tls-relative-path/README.md";
import { rule as tlsShortDh } from "./tls-short-dh/index.ts";
import tlsShortDhPage from "./tls-short-dh/README.md";
import { rule as tlsUnusableFile } from "./tls-unusable-file/index.ts";
import tlsUnusableFilePage from "./tls-unusable-file/README.md";
import { rule as tlsWeakCiphers } from "./tls-weak-ciphers/index.ts";
import tlsWeakCiphersPage from "./tls-weak-ciphers/README.md";
import type { Rule } from "./types.ts";
import { rule as virtusertableAccessWord } from "./virtusertable-access-word/index.ts";
import virtusertableAccessWordPage from "./virtusertable-access-word/README.md";
import { rule as virtusertableArgument } from "./virtusertable-argument/index.ts";
import virtusertableArgumentPage from "./virtusertable-argument/README.md";
import { rule as virtusertableBadAddress } from "./virtusertable-bad-address/index.ts";
import virtusertableBadAddressPage from "./virtusertable-bad-address/README.md";
import { rule as virtusertableBareDomain } from "./virtusertable-bare-domain/index.ts";
import virtusertableBareDomainPage from "./virtusertable-bare-domain/README.md";
import { rule as virtusertableDuplicateKey } from "./virtusertable-duplicate-key/index.ts";
import virtusertableDuplicateKeyPage from "./virtusertable-duplicate-key/README.md";
import { rule as virtusertableErrorReply } from "./virtusertable-error-reply/index.ts";
import virtusertableErrorReplyPage from "./virtusertable-error-reply/README.md";
import { rule as virtusertableIncompleteAddress } from "./virtusertable-incomplete-address/index.ts";
import virtusertableIncompleteAddressPage from "./virtusertable-incomplete-address/README.md";
import { rule as virtusertableInlineComment } from "./virtusertable-inline-comment/index.ts";
import virtusertableInlineCommentPage from "./virtusertable-inline-comment/README.md";
import { rule as virtusertableInvalidKey } from "./virtusertable-invalid-key/index.ts";
import virtusertableInvalidKeyPage from "./virtusertable-invalid-key/README.md";
import { rule as virtusertableLoop } from "./virtusertable-loop/index.ts";
import virtusertableLoopPage from "./virtusertable-loop/README.md";
import { rule as virtusertableOtherUsers } from "./virtusertable-other-users/index.ts";
import virtusertableOtherUsersPage from "./virtusertable-other-users/README.md";
import { rule as virtusertablePrefix } from "./virtusertable-prefix/index.ts";
import virtusertablePrefixPage from "./virtusertable-prefix/README.md";
import { rule as virtusertableProgram } from "./virtusertable-program/index.ts";
import virtusertableProgramPage from "./virtusertable-program/README.md";
import { rule as virtusertableRedundant } from "./virtusertable-redundant/index.ts";
import virtusertableRedundantPage from "./virtusertable-redundant/README.md";
import { rule as virtusertableSeveralRecipients } from "./virtusertable-several-recipients/index.ts";
import virtusertableSeveralRecipientsPage from "./virtusertable-several-recipients/README.md";
import { rule as virtusertableSyntax } from "./virtusertable-syntax/index.ts";
import virtusertableSyntaxPage from "./virtusertable-syntax/README.md";
import { rule as virtusertableUnanswered } from "./virtusertable-unanswered/index.ts";
import virtusertableUnansweredPage from "./virtusertable-unanswered/README.md";
import { rule as virtusertableUnaskedDomain } from "./virtusertable-unasked-domain/index.ts";
import virtusertableUnaskedDomainPage from "./virtusertable-unasked-domain/README.md";

export const ALL_RULES: readonly { readonly rule: Rule; readonly page: string }[] = [
  { rule: accessBlocklistOff, page: accessBlocklistOffPage },
  { rule: accessBracketedAddress, page: accessBracketedAddressPage },
  { rule: accessDuplicateKey, page: accessDuplicateKeyPage },
  { rule: accessFeatureLetters, page: accessFeatureLettersPage },
  { rule: accessFromRelay, page: accessFromRelayPage },
  { rule: accessFullAddressRelay, page: accessFullAddressRelayPage },
  { rule: accessInvalidKey, page: accessInvalidKeyPage },
  { rule: accessMissingReplyCode, page: accessMissingReplyCodePage },
  { rule: accessRateValue, page: accessRateValuePage },
  { rule: accessRedundant, page: accessRedundantPage },
  { rule: accessReplyCode, page: accessReplyCodePage },
  { rule: accessSkipOff, page: accessSkipOffPage },
  { rule: accessSmuggling, page: accessSmugglingPage },
  { rule: accessSpaceAfterTag, page: accessSpaceAfterTagPage },
  { rule: accessSyntax, page: accessSyntaxPage },
  { rule: accessTagOff, page: accessTagOffPage },
  { rule: accessTlsValue, page: accessTlsValuePage },
  { rule: accessTrailingText, page: accessTrailingTextPage },
  { rule: accessUnknownAction, page: accessUnknownActionPage },
  { rule: accessUnknownTag, page: accessUnknownTagPage },
  { rule: accessUnknownValue, page: accessUnknownValuePage },
  { rule: accessUntaggedRelay, page: accessUntaggedRelayPage },
  { rule: accessWrongKey, page: accessWrongKeyPage },
  { rule: aliasesBadTarget, page: aliasesBadTargetPage },
  { rule: aliasesContinuedLine, page: aliasesContinuedLinePage },
  { rule: aliasesDecode, page: aliasesDecodePage },
  { rule: aliasesDuplicateKey, page: aliasesDuplicateKeyPage },
  { rule: aliasesInclude, page: aliasesIncludePage },
  { rule: aliasesInlineComment, page: aliasesInlineCommentPage },
  { rule: aliasesItself, page: aliasesItselfPage },
  { rule: aliasesLoop, page: aliasesLoopPage },
  { rule: aliasesNoPostmaster, page: aliasesNoPostmasterPage },
  { rule: aliasesNotLocal, page: aliasesNotLocalPage },
  { rule: aliasesRootUnaliased, page: aliasesRootUnaliasedPage },
  { rule: aliasesShadowed, page: aliasesShadowedPage },
  { rule: aliasesSmrshCharacter, page: aliasesSmrshCharacterPage },
  { rule: aliasesSmrshProgram, page: aliasesSmrshProgramPage },
  { rule: aliasesSpacedName, page: aliasesSpacedNamePage },
  { rule: aliasesSyntax, page: aliasesSyntaxPage },
  { rule: aliasesUnknownUser, page: aliasesUnknownUserPage },
  { rule: aliasesUnquotedCommand, page: aliasesUnquotedCommandPage },
  { rule: aliasesUnusableTarget, page: aliasesUnusableTargetPage },
  { rule: aliasesWildcard, page: aliasesWildcardPage },
  { rule: authNoSubmissionPort, page: authNoSubmissionPortPage },
  { rule: authNotOffered, page: authNotOfferedPage },
  { rule: authNotTrusted, page: authNotTrustedPage },
  { rule: authPasswordInAccess, page: authPasswordInAccessPage },
  { rule: authPlainWithoutTls, page: authPlainWithoutTlsPage },
  { rule: authRequiredOnSmtpPort, page: authRequiredOnSmtpPortPage },
  { rule: authUnknownMechanism, page: authUnknownMechanismPage },
  { rule: authWeakMechanism, page: authWeakMechanismPage },
  { rule: authWithoutTls, page: authWithoutTlsPage },
  { rule: authinfoBadLogin, page: authinfoBadLoginPage },
  { rule: authinfoDuplicateKey, page: authinfoDuplicateKeyPage },
  { rule: authinfoInvalidKey, page: authinfoInvalidKeyPage },
  { rule: authinfoMechanism, page: authinfoMechanismPage },
  { rule: authinfoOtherServer, page: authinfoOtherServerPage },
  { rule: authinfoPlaceholder, page: authinfoPlaceholderPage },
  { rule: authinfoReadable, page: authinfoReadablePage },
  { rule: authinfoSyntax, page: authinfoSyntaxPage },
  { rule: cfDuplicateMailer, page: cfDuplicateMailerPage },
  { rule: cfEmptyClass, page: cfEmptyClassPage },
  { rule: cfEndlessRule, page: cfEndlessRulePage },
  { rule: cfMissingRuleset, page: cfMissingRulesetPage },
  { rule: cfRuleWithoutTab, page: cfRuleWithoutTabPage },
  { rule: cfSyntax, page: cfSyntaxPage },
  { rule: cfUncalledRuleset, page: cfUncalledRulesetPage },
  { rule: cfUnreachableRule, page: cfUnreachableRulePage },
  { rule: classDuplicate, page: classDuplicatePage },
  { rule: classInvalidName, page: classInvalidNamePage },
  { rule: classLocalAddress, page: classLocalAddressPage },
  { rule: classLocalRelay, page: classLocalRelayPage },
  { rule: classProviderDomain, page: classProviderDomainPage },
  { rule: classSecondWord, page: classSecondWordPage },
  { rule: dnsblAnswerWithoutDot, page: dnsblAnswerWithoutDotPage },
  { rule: dnsblAnyAnswer, page: dnsblAnyAnswerPage },
  { rule: dnsblBeforeAuth, page: dnsblBeforeAuthPage },
  { rule: dnsblDead, page: dnsblDeadPage },
  { rule: dnsblLostMessage, page: dnsblLostMessagePage },
  { rule: dnsblWrongList, page: dnsblWrongListPage },
  { rule: domaintableChain, page: domaintableChainPage },
  { rule: domaintableDuplicateKey, page: domaintableDuplicateKeyPage },
  { rule: domaintableInlineComment, page: domaintableInlineCommentPage },
  { rule: domaintableInvalidKey, page: domaintableInvalidKeyPage },
  { rule: domaintableOwnDomain, page: domaintableOwnDomainPage },
  { rule: domaintableSyntax, page: domaintableSyntaxPage },
  { rule: domaintableValue, page: domaintableValuePage },
  { rule: errorheaderDollar, page: errorheaderDollarPage },
  { rule: genericstableDuplicateKey, page: genericstableDuplicateKeyPage },
  { rule: genericstableInlineComment, page: genericstableInlineCommentPage },
  { rule: genericstableInvalidKey, page: genericstableInvalidKeyPage },
  { rule: genericstableSyntax, page: genericstableSyntaxPage },
  { rule: genericstableUnaskedDomain, page: genericstableUnaskedDomainPage },
  { rule: genericstableValue, page: genericstableValuePage },
  { rule: helpfileTopic, page: helpfileTopicPage },
  { rule: m4BadArgument, page: m4BadArgumentPage },
  { rule: m4ExcessArguments, page: m4ExcessArgumentsPage },
  { rule: m4InvisibleCharacter, page: m4InvisibleCharacterPage },
  { rule: m4JoinedDnl, page: m4JoinedDnlPage },
  { rule: m4LiveComment, page: m4LiveCommentPage },
  { rule: m4LostText, page: m4LostTextPage },
  { rule: m4Runaway, page: m4RunawayPage },
  { rule: m4RunsProgram, page: m4RunsProgramPage },
  { rule: m4SpaceBeforeParenthesis, page: m4SpaceBeforeParenthesisPage },
  { rule: m4StrayText, page: m4StrayTextPage },
  { rule: m4UnterminatedCall, page: m4UnterminatedCallPage },
  { rule: m4UnterminatedQuote, page: m4UnterminatedQuotePage },
  { rule: m4WrongQuotes, page: m4WrongQuotesPage },
  { rule: mailertableBadHost, page: mailertableBadHostPage },
  { rule: mailertableDuplicateKey, page: mailertableDuplicateKeyPage },
  { rule: mailertableEmptyPrefix, page: mailertableEmptyPrefixPage },
  { rule: mailertableErrorReply, page: mailertableErrorReplyPage },
  { rule: mailertableInlineComment, page: mailertableInlineCommentPage },
  { rule: mailertableInvalidKey, page: mailertableInvalidKeyPage },
  { rule: mailertableLocalDomain, page: mailertableLocalDomainPage },
  { rule: mailertableNoMailer, page: mailertableNoMailerPage },
  { rule: mailertableOwnHost, page: mailertableOwnHostPage },
  { rule: mailertablePort, page: mailertablePortPage },
  { rule: mailertableSyntax, page: mailertableSyntaxPage },
  { rule: mailertableUnknownMailer, page: mailertableUnknownMailerPage },
  { rule: mcAccessDbTmpf, page: mcAccessDbTmpfPage },
  { rule: mcBlameFlags, page: mcBlameFlagsPage },
  { rule: mcClassMember, page: mcClassMemberPage },
  { rule: mcCompoundValue, page: mcCompoundValuePage },
  { rule: mcConflict, page: mcConflictPage },
  { rule: mcDeadRuleset, page: mcDeadRulesetPage },
  { rule: mcDefaultUserRoot, page: mcDefaultUserRootPage },
  { rule: mcDefinedMacro, page: mcDefinedMacroPage },
  { rule: mcDeprecated, page: mcDeprecatedPage },
  { rule: mcDuplicateFeature, page: mcDuplicateFeaturePage },
  { rule: mcDuplicateMailer, page: mcDuplicateMailerPage },
  { rule: mcDuplicateOstype, page: mcDuplicateOstypePage },
  { rule: mcFeatureAfterMailer, page: mcFeatureAfterMailerPage },
  { rule: mcFilterList, page: mcFilterListPage },
  { rule: mcFilterWithoutSocket, page: mcFilterWithoutSocketPage },
  { rule: mcGreetPauseOrder, page: mcGreetPauseOrderPage },
  { rule: mcJoinedLine, page: mcJoinedLinePage },
  { rule: mcLateLuserRelay, page: mcLateLuserRelayPage },
  { rule: mcLateSetting, page: mcLateSettingPage },
  { rule: mcLdapDefaultSpec, page: mcLdapDefaultSpecPage },
  { rule: mcLimitWithoutEntries, page: mcLimitWithoutEntriesPage },
  { rule: mcLowLogLevel, page: mcLowLogLevelPage },
  { rule: mcMailerFlags, page: mcMailerFlagsPage },
  { rule: mcMailerPort, page: mcMailerPortPage },
  { rule: mcMilterMacros, page: mcMilterMacrosPage },
  { rule: mcMissingAccessDb, page: mcMissingAccessDbPage },
  { rule: mcMissingArgument, page: mcMissingArgumentPage },
  { rule: mcMissingDelayChecks, page: mcMissingDelayChecksPage },
  { rule: mcMissingInclude, page: mcMissingIncludePage },
  { rule: mcMissingMailer, page: mcMissingMailerPage },
  { rule: mcMissingName, page: mcMissingNamePage },
  { rule: mcMissingOstype, page: mcMissingOstypePage },
  { rule: mcNewerVersion, page: mcNewerVersionPage },
  { rule: mcNoLibrary, page: mcNoLibraryPage },
  { rule: mcOpenCondition, page: mcOpenConditionPage },
  { rule: mcOstypeOverrides, page: mcOstypeOverridesPage },
  { rule: mcOverriddenSetting, page: mcOverriddenSettingPage },
  { rule: mcOwnSmartHost, page: mcOwnSmartHostPage },
  { rule: mcPortTwice, page: mcPortTwicePage },
  { rule: mcQueueGroup, page: mcQueueGroupPage },
  { rule: mcRefusedLine, page: mcRefusedLinePage },
  { rule: mcRemoved, page: mcRemovedPage },
  { rule: mcRenamed, page: mcRenamedPage },
  { rule: mcReplacedWord, page: mcReplacedWordPage },
  { rule: mcRuleWithoutTab, page: mcRuleWithoutTabPage },
  { rule: mcRulesBeforeMailer, page: mcRulesBeforeMailerPage },
  { rule: mcSampleDomain, page: mcSampleDomainPage },
  { rule: mcSshMailer, page: mcSshMailerPage },
  { rule: mcTinyLimit, page: mcTinyLimitPage },
  { rule: mcUnknownCfOption, page: mcUnknownCfOptionPage },
  { rule: mcUnknownKey, page: mcUnknownKeyPage },
  { rule: mcUnknownMacro, page: mcUnknownMacroPage },
  { rule: mcUnknownModifier, page: mcUnknownModifierPage },
  { rule: mcUnknownName, page: mcUnknownNamePage },
  { rule: mcUnknownOption, page: mcUnknownOptionPage },
  { rule: mcUnknownWord, page: mcUnknownWordPage },
  { rule: mcUnqualifiedName, page: mcUnqualifiedNamePage },
  { rule: mcUnsafeQueue, page: mcUnsafeQueuePage },
  { rule: mcUucpOrder, page: mcUucpOrderPage },
  { rule: mcWithoutPartner, page: mcWithoutPartnerPage },
  { rule: mcWrongArgument, page: mcWrongArgumentPage },
  { rule: mcWrongCase, page: mcWrongCasePage },
  { rule: mcWrongCharacters, page: mcWrongCharactersPage },
  { rule: mcWrongDaemon, page: mcWrongDaemonPage },
  { rule: mcWrongHost, page: mcWrongHostPage },
  { rule: mcWrongName, page: mcWrongNamePage },
  { rule: mcWrongPort, page: mcWrongPortPage },
  { rule: mcWrongValue, page: mcWrongValuePage },
  { rule: privacyDefaultFlags, page: privacyDefaultFlagsPage },
  { rule: privacyNoAuthwarnings, page: privacyNoAuthwarningsPage },
  { rule: privacyQueueVisible, page: privacyQueueVisiblePage },
  { rule: privacyVersionInGreeting, page: privacyVersionInGreetingPage },
  { rule: privacyVrfyExpn, page: privacyVrfyExpnPage },
  { rule: relayAcceptingRuleset, page: relayAcceptingRulesetPage },
  { rule: relayAnonymousLogin, page: relayAnonymousLoginPage },
  { rule: relayBasedOnMx, page: relayBasedOnMxPage },
  { rule: relayBestmxIsLocal, page: relayBestmxIsLocalPage },
  { rule: relayClassProgram, page: relayClassProgramPage },
  { rule: relayDeferredDelivery, page: relayDeferredDeliveryPage },
  { rule: relayEntireDomain, page: relayEntireDomainPage },
  { rule: relayFreeMail, page: relayFreeMailPage },
  { rule: relayLocalFrom, page: relayLocalFromPage },
  { rule: relayLooseCheck, page: relayLooseCheckPage },
  { rule: relayMailFrom, page: relayMailFromPage },
  { rule: relayNospecial, page: relayNospecialPage },
  { rule: relayOldVersion, page: relayOldVersionPage },
  { rule: relayOpen, page: relayOpenPage },
  { rule: relayPopBeforeSmtp, page: relayPopBeforeSmtpPage },
  { rule: relayPromiscuous, page: relayPromiscuousPage },
  { rule: relayPublicSuffix, page: relayPublicSuffixPage },
  { rule: relayWideNetwork, page: relayWideNetworkPage },
  { rule: senderBogusHelo, page: senderBogusHeloPage },
  { rule: senderCheckOff, page: senderCheckOffPage },
  { rule: senderUnqualified, page: senderUnqualifiedPage },
  { rule: senderUnresolvable, page: senderUnresolvablePage },
  { rule: siteCfVersion, page: siteCfVersionPage },
  { rule: siteForeignCf, page: siteForeignCfPage },
  { rule: siteListensEverywhere, page: siteListensEverywherePage },
  { rule: siteMapDuplicateKey, page: siteMapDuplicateKeyPage },
  { rule: siteMapInvalidKey, page: siteMapInvalidKeyPage },
  { rule: siteMapSyntax, page: siteMapSyntaxPage },
  { rule: siteMapType, page: siteMapTypePage },
  { rule: siteMissingFile, page: siteMissingFilePage },
  { rule: siteMissingMap, page: siteMissingMapPage },
  { rule: siteStaleCf, page: siteStaleCfPage },
  { rule: siteStaleMap, page: siteStaleMapPage },
  { rule: siteStartupOption, page: siteStartupOptionPage },
  { rule: siteSubmissionMismatch, page: siteSubmissionMismatchPage },
  { rule: siteUnreadAccess, page: siteUnreadAccessPage },
  { rule: siteUnreadAliases, page: siteUnreadAliasesPage },
  { rule: siteUnreadAuthinfo, page: siteUnreadAuthinfoPage },
  { rule: siteUnreadClass, page: siteUnreadClassPage },
  { rule: siteUnreadDomaintable, page: siteUnreadDomaintablePage },
  { rule: siteUnreadGenericstable, page: siteUnreadGenericstablePage },
  { rule: siteUnreadMailertable, page: siteUnreadMailertablePage },
  { rule: siteUnreadVirtusertable, page: siteUnreadVirtusertablePage },
  { rule: siteUnreadableFile, page: siteUnreadableFilePage },
  { rule: siteUnusedSuppression, page: siteUnusedSuppressionPage },
  { rule: siteVulnerableVersion, page: siteVulnerableVersionPage },
  { rule: siteWritableFile, page: siteWritableFilePage },
  { rule: siteWritableFolder, page: siteWritableFolderPage },
  { rule: tlsIncomplete, page: tlsIncompletePage },
  { rule: tlsNoProtocol, page: tlsNoProtocolPage },
  { rule: tlsOldProtocols, page: tlsOldProtocolsPage },
  { rule: tlsRelativePath, page: tlsRelativePathPage },
  { rule: tlsShortDh, page: tlsShortDhPage },
  { rule: tlsUnusableFile, page: tlsUnusableFilePage },
  { rule: tlsWeakCiphers, page: tlsWeakCiphersPage },
  { rule: virtusertableAccessWord, page: virtusertableAccessWordPage },
  { rule: virtusertableArgument, page: virtusertableArgumentPage },
  { rule: virtusertableBadAddress, page: virtusertableBadAddressPage },
  { rule: virtusertableBareDomain, page: virtusertableBareDomainPage },
  { rule: virtusertableDuplicateKey, page: virtusertableDuplicateKeyPage },
  { rule: virtusertableErrorReply, page: virtusertableErrorReplyPage },
  { rule: virtusertableIncompleteAddress, page: virtusertableIncompleteAddressPage },
  { rule: virtusertableInlineComment, page: virtusertableInlineCommentPage },
  { rule: virtusertableInvalidKey, page: virtusertableInvalidKeyPage },
  { rule: virtusertableLoop, page: virtusertableLoopPage },
  { rule: virtusertableOtherUsers, page: virtusertableOtherUsersPage },
  { rule: virtusertablePrefix, page: virtusertablePrefixPage },
  { rule: virtusertableProgram, page: virtusertableProgramPage },
  { rule: virtusertableRedundant, page: virtusertableRedundantPage },
  { rule: virtusertableSeveralRecipients, page: virtusertableSeveralRecipientsPage },
  { rule: virtusertableSyntax, page: virtusertableSyntaxPage },
  { rule: virtusertableUnanswered, page: virtusertableUnansweredPage },
  { rule: virtusertableUnaskedDomain, page: virtusertableUnaskedDomainPage },
];
