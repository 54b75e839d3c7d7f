'use client'

import type { Managed } from '../../page/readManaged.ts'
import { TenantChoice } from '../../page/TenantChoice/index.tsx'
import { Letters } from './Letters.tsx'
import { Sources } from './Sources.tsx'
import './index.css'

type Args = { tenants: Managed[]; tenant: string | undefined }

/** What sends claims to a client: first what wants a person, then the programs themselves. */
export const IncomingBoard = ({ tenants, tenant }: Args) => (
  <div className="postyard-incoming">
    <p className="postyard-incoming__aside">
      A program says which influencer has claimed which clip, by a signed message. One that cannot
      become a claim is kept here until somebody has seen to it.
    </p>
    <TenantChoice tenants={tenants} tenant={tenant} />
    {tenant === undefined ? (
      <p>Choose a client to see what sends it claims.</p>
    ) : (
      <>
        <Letters tenant={tenant} />
        <Sources tenant={tenant} />
      </>
    )}
  </div>
)
