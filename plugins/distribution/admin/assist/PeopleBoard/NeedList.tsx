import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { lookOf } from '../../states/looks.ts'
import { Shape } from '../../states/shapes.tsx'
import { DeliveryLink } from '../DeliveryLink.tsx'
import type { Need } from '../listNeeds.ts'
import { TaskButtons } from '../TaskButtons/index.tsx'
import '../../notices/notices.css'

type Args = { needs: Need[]; onDone: (sentence: string) => void }

/** What wants staff now: each one sentence with its cause, and its remedy as a button. */
export const NeedList = ({ needs, onDone }: Args) => (
  <section aria-labelledby="postyard-needs-heading">
    <h2 id="postyard-needs-heading">
      {needs.length === 0 ? 'Nothing needs you' : 'This needs you'}
    </h2>
    {needs.length === 0 ? (
      <p className="postyard-people__empty">
        Whatever is late, has nobody, expired, or was posted after its deadline will stand here, and
        whoever no push can reach.
      </p>
    ) : (
      <ul className="postyard-notices">
        {needs.map((need) => (
          <OneNeed key={need.key} need={need} onDone={onDone} />
        ))}
      </ul>
    )}
  </section>
)

const OneNeed = ({ need, onDone }: { need: Need; onDone: Args['onDone'] }) => {
  const { tone, shape } = lookOf(need.state)
  return (
    <li
      className={`postyard-notice postyard-people__need postyard-tone-${tone}`}
      data-need={need.key.split(' ')[0]}
    >
      <Shape name={shape} />
      <span className="postyard-notice__sentence">
        {need.sentence}{' '}
        {'task' in need ? <DeliveryLink task={need.task}>Look at it</DeliveryLink> : null}
      </span>
      {'task' in need ? <TaskButtons task={need.task} onDone={onDone} /> : null}
      {'person' in need ? (
        <a className="postyard-people__way" href={`#person-${need.person.id}`}>
          See {need.person.phones.length > 0 ? 'the phones' : 'the hours and load'}
        </a>
      ) : null}
      {'tenant' in need ? <TenantLink id={need.tenant.id} name={need.tenant.name} /> : null}
    </li>
  )
}

const TenantLink = ({ id, name }: { id: string | number; name: string }) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.tenants}/${encodeURIComponent(String(id))}`,
  })
  return (
    <Link className="postyard-people__way" href={href}>
      Open {name}
    </Link>
  )
}
