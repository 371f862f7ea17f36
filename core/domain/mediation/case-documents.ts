/**
 * The papers of a case file in statutory order (reference §1.5): what each is made of, with which template, and when it belongs
 * into the file. One list for the page, the completeness check (M-19) and the bound dossier. Pure data.
 */
import type { RegisterName } from '../field.ts'

/** What decides which papers a case needs. */
export interface CaseFacts {
  status: string
  outcome: string | null
  /** 31–39: entrusted by a court or an authority */
  source: string
  extended: boolean
  minorOrAgent: boolean
  evidence: boolean
  /** was mediated at least once */
  sessions: boolean
  performanceProven: boolean
  confirmationApplied: boolean
  /** the court has decided */
  confirmationDecided: boolean
  entrustReplied: boolean
}

export type FileKind = 'standard' | 'simple'
export type Need = 'required' | 'asNeeded'

export interface CasePaper {
  /** code of the table caseDocument */
  type: string
  /** null: only scanned */
  template: string | null
  /** made from the case itself, or one paper for each of these parts */
  of:
    | 'mediation'
    | Extract<
        RegisterName,
        'investigation' | 'mediationSession' | 'mediationAgreement' | 'urge' | 'followUp' | 'judicialConfirmation'
      >
  /** null: not of such a case */
  need: (facts: CaseFacts, kind: FileKind) => Need | null
  /** bound only once it was printed or scanned: not every case has handed one out */
  onceKept?: true
  /** either of the papers with the same word is enough */
  either?: string
}

const always = (): Need => 'required'
const wanted = (): Need => 'asNeeded'
const inStandard = (_: CaseFacts, kind: FileKind): Need => (kind === 'standard' ? 'required' : 'asNeeded')
const when =
  (applies: (facts: CaseFacts) => boolean, need: Need = 'required') =>
  (facts: CaseFacts): Need | null =>
    applies(facts) ? need : null

export const isEntrusted = (source: unknown): boolean => typeof source === 'string' && source.startsWith('3')
const succeeded = ({ outcome }: CaseFacts) => outcome === 'written' || outcome === 'oral'
const ended = ({ outcome }: CaseFacts) => outcome === 'failed' || outcome === 'terminated'

export const casePapers: readonly CasePaper[] = [
  { type: 'cover', template: 'mediation-cover', of: 'mediation', need: inStandard },
  { type: 'index', template: 'mediation-index', of: 'mediation', need: inStandard },
  { type: 'application', template: 'mediation-application', of: 'mediation', need: always, either: 'opening' },
  { type: 'acceptance', template: 'mediation-acceptance', of: 'mediation', need: always, either: 'opening' },
  { type: 'entrustment', template: null, of: 'mediation', need: when(({ source }) => isEntrusted(source)) },
  { type: 'rightsNotice', template: 'mediation-rights-notice', of: 'mediation', onceKept: true, need: wanted },
  { type: 'identityProof', template: null, of: 'mediation', need: wanted },
  { type: 'proxyLetter', template: null, of: 'mediation', need: when(({ minorOrAgent }) => minorOrAgent, 'asNeeded') },
  { type: 'investigation', template: 'mediation-investigation', of: 'investigation', need: wanted },
  { type: 'evidenceList', template: 'mediation-evidence', of: 'mediation', need: when(({ evidence }) => evidence, 'asNeeded') },
  { type: 'evidence', template: null, of: 'mediation', need: wanted },
  { type: 'extension', template: 'mediation-extension', of: 'mediation', need: when(({ extended }) => extended) },
  {
    type: 'mediationRecord',
    template: 'mediation-record',
    of: 'mediationSession',
    need: (facts, kind) =>
      facts.outcome === 'rejected'
        ? null
        : facts.outcome === 'withdrawn' && !facts.sessions
          ? 'asNeeded'
          : inStandard(facts, kind),
  },
  {
    type: 'agreement',
    template: 'mediation-agreement',
    of: 'mediationAgreement',
    need: when((facts) => succeeded(facts) && facts.outcome === 'written'),
  },
  {
    type: 'oralAgreement',
    template: 'mediation-oral-agreement',
    of: 'mediationAgreement',
    need: when((facts) => succeeded(facts) && facts.outcome === 'oral'),
  },
  { type: 'terminationNotice', template: 'mediation-termination', of: 'mediation', need: when(ended) },
  {
    type: 'rejectionNotice',
    template: 'mediation-rejection',
    of: 'mediation',
    need: when(({ outcome }) => outcome === 'rejected'),
  },
  {
    type: 'performanceProof',
    template: 'mediation-performance',
    of: 'mediation',
    onceKept: true,
    need: when(succeeded, 'asNeeded'),
  },
  { type: 'urge', template: 'mediation-urge', of: 'urge', need: when(succeeded, 'asNeeded') },
  { type: 'followUp', template: 'mediation-follow-up', of: 'followUp', need: when(succeeded, 'asNeeded') },
  {
    type: 'judicialConfirmation',
    template: 'mediation-confirmation',
    of: 'judicialConfirmation',
    need: when(({ confirmationApplied }) => confirmationApplied),
  },
  {
    type: 'courtPapers',
    template: null,
    of: 'mediation',
    need: ({ confirmationApplied, confirmationDecided }) =>
      confirmationDecided ? 'required' : confirmationApplied ? 'asNeeded' : null,
  },
  {
    type: 'entrustReply',
    template: 'mediation-entrust-reply',
    of: 'mediation',
    onceKept: true,
    need: when(({ source }) => isEntrusted(source), 'asNeeded'),
  },
  { type: 'closingReport', template: 'mediation-closing-report', of: 'mediation', onceKept: true, need: wanted },
  { type: 'fileNote', template: 'mediation-file-note', of: 'mediation', need: wanted },
  { type: 'other', template: null, of: 'mediation', need: wanted },
  { type: 'backCover', template: 'mediation-back-cover', of: 'mediation', need: inStandard },
]
