import { type PostState, postStates } from '../../model/projectState.ts'

export const spans = { month: 'dayGridMonth', week: 'timeGridWeek', list: 'listWeek' } as const

export type Span = keyof typeof spans

/** What the calendar shows, as its address has it; a filter that is undefined leaves nothing out. */
export type CalendarChoice = {
  tenant?: string | undefined
  channel?: string | undefined
  series?: string | undefined
  state?: PostState | undefined
  /** `month` where nothing is said. */
  span?: Span | undefined
  /** A day of it, `YYYY-MM-DD`; today where nothing is said. */
  day?: string | undefined
}

type Params = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined

/**
 * What the address asks for: the client that it names, `all` for all of them, else the one that the panel has chosen. What
 * it says that cannot be is left out.
 */
export const readChoice = (args: {
  params: Params
  /** The client that is chosen in the whole panel. */
  chosen: string | undefined
  maySee: (tenant: string) => boolean
}): CalendarChoice => {
  const { params, chosen, maySee } = args
  const named = one(params.tenant) ?? chosen
  const tenant = named === 'all' ? undefined : named
  const [state, span, day] = [one(params.state), one(params.span), one(params.day)]
  return {
    tenant: tenant !== undefined && maySee(tenant) ? tenant : undefined,
    channel: one(params.channel),
    series: one(params.series),
    state: postStates.find((known) => known === state),
    span: span !== undefined && span in spans ? (span as Span) : undefined,
    day:
      day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))
        ? day
        : undefined,
  }
}

const given = (choice: object): Record<string, string> =>
  Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined))

/** The address of a choice, below that of the page. */
export const choiceHref = ({ tenant = 'all', ...others }: CalendarChoice): string =>
  `?${new URLSearchParams(given({ tenant, ...others }))}`

/** What is asked of the API for it, for days from `from` on and before `to`. */
export const choiceQuery = (
  { tenant, channel, series, state }: CalendarChoice,
  { from, to }: { from: string; to: string },
): string =>
  `/distribution/calendar?${new URLSearchParams(given({ from, to, tenant, channel, series, state }))}`
