import type { Fault, FaultKind } from './fault.ts'
import { seededRandom } from './seededRandom.ts'

type Occasion = {
  kinds: readonly FaultKind[]
  method?: string
  path?: string
  organisation: string | null
  integration?: string
}

export type SetFault = Fault & { struck: number }

export type FaultBox = {
  /** The first fault in the list that fits and strikes now, or null. */
  pick(occasion: Occasion): Fault | null
  set(faults: Fault[], seed?: number): void
  /** Takes the faults of a kind that match everything away, and puts another there, if any. */
  replaceKind(kind: FaultKind, fault: Fault | null): void
  list(): SetFault[]
}

/** @param seed of the generator that decides whether a fault strikes */
export function openFaultBox(seed: number): FaultBox {
  let random = seededRandom(seed)
  let faults: SetFault[] = []

  const fits = ({ match, kind, times, struck }: SetFault, occasion: Occasion): boolean =>
    occasion.kinds.includes(kind) &&
    (times === undefined || struck < times) &&
    (match.method === undefined || match.method === occasion.method) &&
    (match.path === undefined || new RegExp(match.path).test(occasion.path ?? '')) &&
    (match.organisation === undefined || match.organisation === occasion.organisation) &&
    (match.integration === undefined || match.integration === occasion.integration)

  return {
    pick(occasion) {
      for (const fault of faults) {
        if (!fits(fault, occasion) || random() >= fault.probability) continue
        fault.struck += 1
        return fault
      }
      return null
    },
    set(given, newSeed) {
      faults = given.map((fault) => ({ ...fault, struck: 0 }))
      if (newSeed !== undefined) random = seededRandom(newSeed)
    },
    replaceKind(kind, fault) {
      faults = faults.filter(({ kind: other, match }) => other !== kind || !isOpen(match))
      if (fault) faults.push({ ...fault, struck: 0 })
    },
    list: () => faults.map((fault) => ({ ...fault })),
  }
}

/** Whether it matches everything. */
export function isOpen(match: Fault['match']): boolean {
  return Object.values(match).every((value) => value === undefined)
}
