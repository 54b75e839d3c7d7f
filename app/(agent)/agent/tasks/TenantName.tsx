import styles from './tasks.module.css'
import { toneOf } from './toneOf.ts'

/** A client by name and colour. */
export const TenantName = ({ tenant }: { tenant: { id: string | number; name: string } }) => (
  <span className={styles.tenant} data-tone={toneOf(tenant.id)}>
    {tenant.name}
  </span>
)
