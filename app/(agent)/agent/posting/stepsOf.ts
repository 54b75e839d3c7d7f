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
export const spellBytes = (bytes: number): string => {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  const megabytes = bytes / 1_000_000
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`
}
