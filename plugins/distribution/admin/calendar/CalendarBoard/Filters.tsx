import { useId } from 'react'
import type { CalendarAnswer } from '../../../calendar/operations/readCalendar.ts'
import { postStates } from '../../../model/projectState.ts'
import type { Managed } from '../../page/readManaged.ts'
import { lookOf } from '../../states/looks.ts'
import type { CalendarChoice } from '../calendarChoice.ts'

type Option = { value: string; label: string }

type Args = {
  choice: CalendarChoice
  tenants: Managed[]
  answer: CalendarAnswer | undefined
  onChange: (change: CalendarChoice) => void
}

const byLabel = (options: Iterable<Option>): Option[] =>
  [...options].toSorted((a, b) => a.label.localeCompare(b.label))

/** Which client, channel, series and state; the address of the page says so too. */
export const Filters = ({ choice, tenants, answer, onChange }: Args) => {
  const series = new Map(
    (answer?.cards ?? []).flatMap(({ series: one }) =>
      one ? [[String(one.id), { value: String(one.id), label: one.name }] as const] : [],
    ),
  )
  return (
    <div className="postyard-calendar__filters">
      {tenants.length > 1 ? (
        <Select
          label="Client"
          all="All clients"
          value={choice.tenant}
          options={tenants.map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(tenant) => onChange({ tenant, channel: undefined, series: undefined })}
        />
      ) : null}
      <Select
        label="Channel"
        all="All channels"
        value={choice.channel}
        options={byLabel(
          (answer?.channels ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        )}
        onChoose={(channel) => onChange({ channel })}
      />
      {series.size > 0 || choice.series ? (
        <Select
          label="Series"
          all="With and without series"
          value={choice.series}
          options={byLabel(series.values())}
          onChoose={(one) => onChange({ series: one })}
        />
      ) : null}
      <Select
        label="State"
        all="All states"
        value={choice.state}
        options={postStates
          .filter((state) => state !== 'draft')
          .map((state) => ({ value: state, label: lookOf(state).word }))}
        onChoose={(state) => onChange({ state: postStates.find((one) => one === state) })}
      />
    </div>
  )
}

type SelectArgs = {
  label: string
  all: string
  value: string | undefined
  options: Option[]
  onChoose: (value: string | undefined) => void
}

const Select = ({ label, all, value, options, onChoose }: SelectArgs) => {
  const id = useId()
  return (
    <label htmlFor={id}>
      {label}
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChoose(event.target.value || undefined)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
