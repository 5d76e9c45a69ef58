import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'

/** What a case refuses, in Spanish; the English stands in the refusal itself. */
export const spanishRefusals: Readonly<Record<CaseRefusal['reason'], string>> = {
  'no-case': 'Este centro no tiene ningún caso en este retiro.',
  closed: 'El retiro está cerrado; ya no se necesita ninguna respuesta.',
  'unknown-unit': 'Esta unidad no es parte del caso.',
  'unknown-duty': 'No se debe ninguna respuesta con esta referencia.',
  'unknown-letter': 'El caso no tiene esa carta.',
  'unknown-task': 'El caso no tiene esa tarea.',
  taken: 'Otra persona se encarga ya de esta tarea.',
  contradiction: 'Esta respuesta contradice que no tienen ninguno.',
  quantity:
    'Las cantidades de este lote no cuadran con lo registrado: indique la cantidad de cada línea; juntas no deben superar lo que hay.',
  'not-stuck': 'La carta está en camino, fue aceptada o ya está resuelta.',
  'unknown-contact': 'Ese contacto no es de este centro.',
  'same-person': 'Tiene que confirmarlo una segunda persona.',
  'too-early': 'Se envió un código nuevo hace pocos minutos; mire primero en el buzón.',
}
