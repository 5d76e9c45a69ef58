import type { Actor } from '@recallwire/domain/access/actor.ts'
import { contactRoles, type FacilityInput } from '@recallwire/domain/directory/facility.ts'
import { type Language, languages } from '@recallwire/domain/directory/language.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { renderFacilities } from './render-facilities.ts'
import { renderFacility } from './render-facility.ts'

const facilityParams = z.strictObject({ facilityId: idSchema })
const noticeQuery = z.object({ notice: z.string().optional() })

/** Sites and whom letters go to there. */
export const facilityRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/facilities',
    summary: 'Facilities you may know of.',
    action: 'directory.read',
    query: noticeQuery,
    show: (visit, { query }) => showFacilities(visit, noFields, [], query.notice),
  }),
  formRoute(deps, {
    path: '/facilities',
    summary: 'Add a facility.',
    action: 'facilities.edit',
    submit: async (visit, { fields, key }) => {
      const added = await visit.api.directory.addFacility(key, facilityOf(fields))
      if (added.kind === 'ok') return visit.leadTo(`/facilities/${added.value.facilityId}`, 'facility-added')
      const errors = formErrors(added.problem, facilityFields)
      return errors === undefined ? visit.refusal(added.problem) : showFacilities(visit, fields, errors)
    },
  }),
  pageRoute(deps, {
    path: '/facilities/:facilityId',
    summary: 'One facility and its contacts.',
    action: 'contacts.read',
    params: facilityParams,
    query: noticeQuery,
    show: (visit, { params, query }) => showFacility(visit, params.facilityId, noFields, [], query.notice),
  }),
  formRoute(deps, {
    path: '/facilities/:facilityId/contacts',
    summary: 'Add a contact.',
    action: 'contacts.edit',
    params: facilityParams,
    submit: async (visit, { fields, key }, { params }) => {
      const { facilityId } = params
      const role = contactRoles.find((known) => known === fields.text('contact-role'))
      if (role === undefined) {
        const errors = [{ field: 'contact-role', message: 'Choose what this contact is' }]
        return showFacility(visit, facilityId, fields, errors)
      }
      const phone = fields.optional('contact-phone')
      const language = languageFrom(fields.text('contact-language'))
      const order = Number(fields.text('contact-order') || '1')
      const added = await visit.api.directory.addContact(key, {
        facilityId,
        role,
        order,
        name: fields.text('contact-name'),
        email: fields.text('contact-email'),
        ...(phone === undefined ? {} : { phone }),
        ...(language === undefined ? {} : { language }),
      })
      if (added.kind === 'ok') return visit.leadTo(`/facilities/${facilityId}`, 'contact-added')
      const errors = formErrors(added.problem, contactFields)
      return errors === undefined
        ? visit.refusal(added.problem)
        : showFacility(visit, facilityId, fields, errors)
    },
  }),
  formRoute(deps, {
    path: '/facilities/:facilityId/contacts/:contactId/ask',
    summary: 'Ask a contact again whether its address is right.',
    action: 'contacts.edit',
    params: facilityParams.extend({ contactId: idSchema }),
    submit: async (visit, { key }, { params }) => {
      const asked = await visit.api.directory.askAgain(params.contactId, key)
      if (asked.kind === 'problem') return visit.refusal(asked.problem)
      return visit.leadTo(`/facilities/${params.facilityId}`, 'contact-asked')
    },
  }),
]

const contactFields = {
  '/name': 'contact-name',
  '/email': 'contact-email',
  '/phone': 'contact-phone',
  '/order': 'contact-order',
  '/role': 'contact-role',
}

const facilityFields = {
  '/code': 'code',
  '/name': 'name',
  '/timeZone': 'time-zone',
  '/address/street': 'street',
  '/address/city': 'city',
  '/address/region': 'region',
  '/address/postalCode': 'postal-code',
  '/address/country': 'country',
}

/** An empty choice leaves it to the site, or to English. */
const languageFrom = (text: string): Language | undefined => languages.find((known) => known === text)

function facilityOf(fields: FormFields): FacilityInput {
  const language = languageFrom(fields.text('language'))
  const region = fields.optional('region')
  return {
    code: fields.text('code'),
    name: fields.text('name'),
    timeZone: fields.text('time-zone'),
    ...(language === undefined ? {} : { language }),
    address: {
      street: fields.text('street'),
      city: fields.text('city'),
      ...(region === undefined ? {} : { region }),
      postalCode: fields.text('postal-code'),
      country: fields.text('country').toUpperCase(),
    },
  }
}

async function showFacilities(
  visit: Visit,
  fields: FormFields,
  errors: readonly FieldError[],
  notice?: string,
) {
  const { directory } = visit.api
  const [facilities, health] = await Promise.all([
    directory.facilities(),
    visit.may('contacts.read') ? directory.contactHealth() : undefined,
  ])
  if (facilities.kind === 'problem') return visit.refusal(facilities.problem)
  if (health?.kind === 'problem') return visit.refusal(health.problem)
  return visit.page({
    title: 'Facilities',
    notice,
    status: errors.length > 0 ? 422 : 200,
    body: renderFacilities(visit, { facilities: facilities.value, health: health?.value }, fields, errors),
  })
}

async function showFacility(
  visit: Visit,
  facilityId: string,
  fields: FormFields,
  errors: readonly FieldError[],
  notice?: string,
) {
  const { directory } = visit.api
  const [facilities, contacts, health] = await Promise.all([
    directory.facilities(),
    directory.contacts(facilityId),
    directory.healthOf(facilityId),
  ])
  if (facilities.kind === 'problem') return visit.refusal(facilities.problem)
  if (contacts.kind === 'problem') return visit.refusal(contacts.problem)
  if (health.kind === 'problem') return visit.refusal(health.problem)
  const facility = facilities.value.find((one) => one.facilityId === facilityId)
  if (facility === undefined) {
    return visit.refusal({ type: 'about:blank', title: 'There is no such facility', status: 404 })
  }
  return visit.page({
    title: facility.name,
    notice,
    status: errors.length > 0 ? 422 : 200,
    body: renderFacility(visit, { facility, contacts: contacts.value, health: health.value }, fields, errors),
  })
}
