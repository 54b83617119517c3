#include "write/xlsx_version.h"

#include <xlsxwriter.h>

const char *xlsx_version(void)
{
    return lxw_version();
}
