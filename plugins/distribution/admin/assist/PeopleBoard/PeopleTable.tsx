import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { nameZone } from '../../time/nameZone.ts'
import { PhoneList } from '../PhoneList/index.tsx'
import { tellHours } from '../tellHours.ts'
import type { Person } from '../tellPhone.ts'
import '../../table/table.css'

type Args = { people: Person[]; withTenant: boolean; onDone: (sentence: string) => void }

/** Who can be asked: when, how much they have to do, and whether a push reaches them. */
export const PeopleTable = ({ people, withTenant, onDone }: Args) => (
  <section aria-labelledby="postyard-who-heading">
    <h2 id="postyard-who-heading">Who can be asked</h2>
    {people.length === 0 ? (
      <p className="postyard-people__empty">
        Nobody can be asked yet. Open a person under “People”, give them the role “field agent” at
        this client, and they will stand here with their hours, their tasks and their phones.
      </p>
    ) : (
      <div className="postyard-table__scroll">
        <table className="postyard-table">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Hours</th>
              <th scope="col">Now</th>
              <th scope="col">Tasks</th>
              <th scope="col">Phones</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Row key={person.id} person={person} withTenant={withTenant} onDone={onDone} />
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
)

const Now = ({ person }: { person: Person }) => {
  if (person.isAtWork) return <>at work</>
  if (person.nextAtWork === null) return <>not this week</>
  return (
    <>
      {person.awayUntil ? 'away' : 'not at work'}
      <span className="postyard-table__aside">
        from <Moment at={person.nextAtWork} zone={person.timezone} />
      </span>
    </>
  )
}

const Row = ({ person, withTenant, onDone }: { person: Person } & Omit<Args, 'people'>) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.users}/${encodeURIComponent(String(person.id))}`,
  })
  return (
    <tr id={`person-${person.id}`} data-person={person.id} tabIndex={-1}>
      <th scope="row">
        <Link href={href}>{person.name}</Link>
        <span className="postyard-table__aside">
          {person.isFieldAgent ? 'field agent' : 'manager, stands in'}
          {withTenant ? ` · ${person.tenants.map(({ name }) => name).join(', ')}` : ''}
        </span>
      </th>
      <td data-label="Hours">
        <span>
          {tellHours(person.hours)}
          <span className="postyard-table__aside">{nameZone(person.timezone)}</span>
        </span>
      </td>
      <td data-label="Now">
        <span>
          <Now person={person} />
        </span>
      </td>
      <td data-label="Tasks">
        <span>
          {person.open === 0 ? 'none now' : `${person.open} now`}
          <span className="postyard-table__aside">{person.today} in 24 h</span>
        </span>
      </td>
      <td data-label="Phones">
        <PhoneList person={person} onDone={onDone} />
      </td>
    </tr>
  )
}
