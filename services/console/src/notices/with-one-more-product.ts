import type { FormFields } from '../session/form-fields.ts'
import { productCount } from './read-products.ts'

/** The same form with room for one more product: works without script. */
export const withOneMoreProduct = (fields: FormFields): FormFields => {
  const next = String(productCount(fields) + 1)
  return { ...fields, text: (name) => (name === 'products' ? next : fields.text(name)) }
}
