# Fails unless the object file defines one global symbol, the table.
execute_process(COMMAND ${NM} -C --defined-only --extern-only ${OBJECT} OUTPUT_VARIABLE symbols
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
if(NOT symbols MATCHES "^[^\n]* backstep::${TABLE}$")
  message(FATAL_ERROR "${OBJECT} should define backstep::${TABLE} alone, but defines\n${symbols}")
endif()
