'use client'

import { useRouter } from 'next/navigation.js'
import { useId } from 'react'
import type { Managed } from '../readManaged.ts'
import './index.css'

type Args = { tenants: Managed[]; tenant: string | undefined }

/** Which client a page is about, where there are several; it stands in the address. */
export const TenantChoice = ({ tenants, tenant }: Args) => {
  const router = useRouter()
  const id = useId()
  if (tenants.length < 2) return null
  return (
    <label className="postyard-client" htmlFor={id}>
      Client
      <select
        id={id}
        value={tenant ?? ''}
        onChange={(event) => router.push(`?tenant=${encodeURIComponent(event.target.value)}`)}
      >
        <option value="" disabled>
          Choose a client
        </option>
        {tenants.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  )
}
