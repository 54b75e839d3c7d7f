import type { Words } from '../words/index.ts'

/** What is to be done before the answer, in this order. */
export type Step = 'save' | 'copy' | 'open'

/** The steps of a task: only what it has files, a caption or an app for. */
export const stepsOf = (args: { files: number; caption: string; canOpen: boolean }): Step[] => {
  const steps: Step[] = []
  if (args.files > 0) steps.push('save')
  if (args.caption !== '') steps.push('copy')
  if (args.canOpen) steps.push('open')
  return steps
}

/** The first step that is not done; undefined where the answer comes next. */
export const nextStep = (steps: Step[], done: ReadonlySet<Step>): Step | undefined =>
  steps.find((step) => !done.has(step))

/** A size for people: "840 kB", "2.4 MB". */
export const spellBytes = (bytes: number, { locale }: Pick<Words, 'locale'>): string => {
  const isSmall = bytes < 1_000_000
  const size = isSmall ? Math.max(1, bytes / 1000) : bytes / 1_000_000
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isSmall ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: isSmall || size >= 10 ? 0 : 1,
  }).format(size)
}
