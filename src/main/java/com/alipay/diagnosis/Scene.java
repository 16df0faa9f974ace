package com.alipay.diagnosis;

import java.util.List;

/** What is known besides the message: whose it should be, who else there is, and what travelled. */
record Scene(Account account, List<Account> others, Specimen specimen) {}
