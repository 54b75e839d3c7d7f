/** A step that failed, and why. */
export type StepFault = { step: string; error: unknown }

/** Says which of some steps failed; the cause is that of the first. */
export class StepsError extends Error {
  readonly faults: readonly StepFault[]

  constructor(faults: readonly StepFault[]) {
    super(`Failed: ${faults.map(({ step }) => step).join(', ')}.`, { cause: faults[0]?.error })
    this.name = 'StepsError'
    this.faults = faults
  }
}

/**
 * Takes steps one after the other; one that fails keeps none of the others from being taken.
 *
 * @throws StepsError when all were taken, where some have failed
 */
export const inSteps = async (steps: Record<string, () => Promise<unknown>>): Promise<void> => {
  const faults: StepFault[] = []
  for (const [step, take] of Object.entries(steps)) {
    try {
      await take()
    } catch (error) {
      faults.push({ step, error })
    }
  }
  if (faults.length > 0) throw new StepsError(faults)
}
