import { Link } from '@payloadcms/ui'
import { StateMark } from '../states/StateMark/index.tsx'

/** Queues and workers as one line that opens. */
export const WorkersLine = ({ line, href }: { line: string; href: string }) => (
  <Link href={href}>{line}</Link>
)

/** Said to everybody: nothing goes out. Who may see the workers is led to them. */
export const NoWorker = ({ href }: { href: string | undefined }) => (
  <p className="postyard-health__stopped" role="alert">
    <StateMark state="no_worker" word="No worker is at work." />
    <span>
      {href ? 'Nothing goes out until one is.' : 'Nothing goes out until one is: tell the agency.'}
    </span>
    {href ? <Link href={href}>See queues and workers</Link> : null}
  </p>
)
