import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter, SetStepNav } from '@payloadcms/ui'
import { redirect } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import type { ReactNode } from 'react'

type Args = {
  view: AdminViewServerProps
  title: string
  /** The page above it, which the way to it names. */
  above?: { label: string; path: `/${string}` }
  children: ReactNode
}

/**
 * Sends whoever is not logged in to do so, and back to `path` below the panel's own address afterwards. Payload shows
 * views of plugins to everybody, so each of them looks who asks.
 */
export const requireLogin = (
  { initPageResult }: AdminViewServerProps,
  path: `/${string}`,
): void => {
  const { payload, user } = initPageResult.req
  if (user) return
  const adminRoute = payload.config.routes.admin
  const back = encodeURIComponent(formatAdminURL({ adminRoute, path }))
  const login = `${payload.config.admin.routes.login}?redirect=${back}` as `/${string}`
  redirect(formatAdminURL({ adminRoute, path: login }))
}

/** A page of the plugin among those of the panel: its navigation, its title, its width. */
export const PanelPage = ({ view, title, above, children }: Args) => {
  const { initPageResult, params, searchParams } = view
  const { req, locale, permissions, visibleEntities } = initPageResult
  const { payload, user, i18n } = req
  const { admin: adminRoute } = payload.config.routes
  const way = above
    ? [{ label: above.label, url: formatAdminURL({ adminRoute, path: above.path }) }]
    : []
  return (
    <DefaultTemplate
      i18n={i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={user ?? undefined}
      visibleEntities={{
        collections: visibleEntities?.collections,
        globals: visibleEntities?.globals,
      }}
    >
      <SetStepNav nav={[...way, { label: title }]} />
      <Gutter>
        <h1>{title}</h1>
        {children}
      </Gutter>
    </DefaultTemplate>
  )
}
